"""The queue of work, and the workers that do it.

``queue`` holds every change of a job's state, each one transaction over all workspaces of a
catalog; ``rules`` decide, as pure functions, what follows from how a try ended; ``workers`` take
jobs and run them; ``watch`` notices what other programs did to the catalog; ``outcome`` is what
a run gives back; ``fault`` keeps an error as data; ``log`` keeps what a run told; ``history``
limits what is kept.

What a job really does comes in as functions, from :mod:`desktop_app.engine.job_runners`. May
import the catalog, the engine's model, errors, progress and process, and neither sources nor
repository.
"""
