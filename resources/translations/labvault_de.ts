<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
  <extra-glossary>target = Datenquelle · snapshot = Snapshot · repository = Ablage · backup = Sicherung, sichern · restore = Wiederherstellung, wiederherstellen · verification = Prüfung, prüfen · proof, proven = Nachweis, nachweislich · drill = Wiederherstellungstest · item = Eintrag · chunk = Block · pack = Paket · job = Auftrag · schedule = Zeitplan · retention = Aufbewahrung · prune = Aufräumen · trash = Papierkorb · workspace = Arbeitsbereich · catalog = Katalog · policy = Regel · recovery key = Rettungsschlüssel · recovery kit = Notfallblatt · keyring = Schlüsselbund · password = Kennwort · manager = Leitung · tripwire = Stolperdraht. Nouns that are counted have one plural in all cases where possible. People are spoken to as Sie; sentences stay as short as the English ones; no exclamation marks.
</extra-glossary>
  <context>
    <name>labvault</name>
    <message>
      <location filename="desktop_app/credentials.py" />
      <source>access key id</source>
      <translation>Zugriffsschlüssel-ID</translation>
    </message>
    <message>
      <location filename="desktop_app/credentials.py" />
      <source>manager's password</source>
      <translation>Kennwort der Leitung</translation>
    </message>
    <message>
      <location filename="desktop_app/credentials.py" />
      <source>passphrase</source>
      <translation>Passphrase</translation>
    </message>
    <message>
      <location filename="desktop_app/credentials.py" />
      <source>recovery key</source>
      <translation>Rettungsschlüssel</translation>
    </message>
    <message>
      <location filename="desktop_app/credentials.py" />
      <source>secret access key</source>
      <translation>geheimer Zugriffsschlüssel</translation>
    </message>
    <message>
      <location filename="desktop_app/demo/story.py" />
      <source>building the sample laboratory</source>
      <translation>Beispiellabor aufbauen</translation>
    </message>
    <message>
      <location filename="desktop_app/demo/story.py" />
      <source>damaging a copy of the repository</source>
      <translation>Kopie der Ablage beschädigen</translation>
    </message>
    <message>
      <location filename="desktop_app/demo/story.py" />
      <source>letting devices film</source>
      <translation>Geräte filmen lassen</translation>
    </message>
    <message>
      <location filename="desktop_app/demo/story.py" />
      <source>starting the laboratory's server</source>
      <translation>Server des Labors starten</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/agent/turns.py" />
      <source>that is for backups only</source>
      <translation>das gibt es nur für Sicherungen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/agent/turns.py" />
      <source>waiting for a drive</source>
      <translation>auf ein Laufwerk warten</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/agent/turns.py" />
      <source>waiting until files stop changing</source>
      <translation>warten, bis Dateien sich nicht mehr ändern</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/assurance/restored.py" />
      <source>was not restored, so not proven</source>
      <translation>wurde nicht wiederhergestellt, also nicht nachgewiesen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/assurance/tripwires.py" />
      <source>tripwire</source>
      <translation>Stolperdraht</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/assurance/verification.py" />
      <source>a sample reads packs, which is level bytes</source>
      <translation>eine Stichprobe liest Pakete, das ist die Stufe Bytes</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/assurance/verification.py" />
      <source>none can say what it was then</source>
      <translation>keines kann sagen, was es damals war</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/backup.py" />
      <source>backing up</source>
      <translation>sichern</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/backup.py" />
      <source>connecting</source>
      <translation>verbinden</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/backup.py" />
      <source>finishing</source>
      <translation>abschließen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/catalog/followed.py" />
      <source>repository</source>
      <translation>Ablage</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/catalog/followed.py" />
      <source>server</source>
      <translation>Server</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/catalog/jobs.py" />
      <source>job</source>
      <translation>Auftrag</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/catalog/notices.py" />
      <source>failed notice</source>
      <translation>gescheiterte Nachricht</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/catalog/quotas.py" />
      <source>workspace</source>
      <translation>Arbeitsbereich</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/catalog/removal.py" />
      <source>it is the one that is always there</source>
      <translation>er ist der eine, den es immer gibt</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/catalog/schedules.py" />
      <source>target</source>
      <translation>Datenquelle</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/catalog/schema_copies.py" />
      <source>no copy could be made before it is changed to a newer form</source>
      <translation>vor der Umstellung auf eine neuere Form ließ sich keine Kopie machen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/catalog/snapshots.py" />
      <source>snapshot</source>
      <translation>Snapshot</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/catalog/transfer.py" />
      <source>comparing</source>
      <translation>vergleichen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/catalog/transfer.py" />
      <source>copying the catalog</source>
      <translation>Katalog kopieren</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/compare.py" />
      <source>reading the snapshots</source>
      <translation>Snapshots lesen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/computer/passing.py" />
      <source>the system's folders for temporary files</source>
      <translation>die Ordner des Systems für vorübergehende Dateien</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/contents/finding.py" />
      <source>reading names</source>
      <translation>Namen lesen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/contents/item_stream.py" />
      <source>its chunks hold less than the manifest says</source>
      <translation>seine Blöcke enthalten weniger, als das Verzeichnis sagt</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/contents/preview.py" />
      <source>the file that holds it is not there</source>
      <translation>die Datei, in der sie liegt, ist nicht da</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/export.py" />
      <source>an export to SQL</source>
      <translation>ein Export als SQL</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/export.py" />
      <source>exporting</source>
      <translation>exportieren</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/film_library/listing.py" />
      <source>looking at films</source>
      <translation>Filme ansehen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/film_library/preview.py" />
      <source>cannot be read</source>
      <translation>lässt sich nicht lesen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/film_library/preview.py" />
      <source>is no file</source>
      <translation>ist keine Datei</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/film_library/preview.py" />
      <source>is not in the snapshot</source>
      <translation>ist nicht im Snapshot</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/films/boxed.py" />
      <source>does not decode</source>
      <translation>lässt sich nicht dekodieren</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/films/boxed.py" />
      <source>has a codec that is not known</source>
      <translation>hat einen unbekannten Codec</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/films/boxed.py" />
      <source>holds no picture there</source>
      <translation>enthält dort kein Bild</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/films/boxed.py" />
      <source>holds no pictures, at most sound</source>
      <translation>enthält keine Bilder, höchstens Ton</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/films/check.py" />
      <source>holds no picture that can be decoded</source>
      <translation>enthält kein Bild, das sich entschlüsseln lässt</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/films/check.py" />
      <source>holds no pictures any more after a while</source>
      <translation>enthält nach einer Weile keine Bilder mehr</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/films/decoding.py" />
      <source>does not decode as H.264</source>
      <translation>lässt sich nicht als H.264 entschlüsseln</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/films/decoding.py" />
      <source>does not parse as H.264</source>
      <translation>ist nicht als H.264 zu lesen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/films/decoding.py" />
      <source>has a codec that is not looked into</source>
      <translation>hat einen Codec, der nicht betrachtet wird</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/films/decoding.py" />
      <source>says that its pictures are too large</source>
      <translation>gibt zu große Bilder an</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/films/picture.py" />
      <source>has a picture that cannot be shown</source>
      <translation>hat ein Bild, das sich nicht zeigen lässt</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/films/raw.py" />
      <source>begins in the middle of a stream, without its parameters</source>
      <translation>beginnt mitten in einem Strom, ohne dessen Angaben</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/films/raw.py" />
      <source>holds no picture where its first must be</source>
      <translation>enthält kein Bild, wo sein erstes sein muss</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/fleet/advice.py" />
      <source>looking at runs</source>
      <translation>Läufe ansehen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/fleet/advice.py" />
      <source>the device could not be looked at</source>
      <translation>das Gerät ließ sich nicht ansehen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/gathering/gathering.py" />
      <source>looking for changes</source>
      <translation>nach Änderungen suchen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/job_runners.py" />
      <source>looking at the repository</source>
      <translation>Ablage ansehen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/job_runners.py" />
      <source>opening the repository</source>
      <translation>Ablage öffnen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/jobs/queue.py" />
      <source>cancel</source>
      <translation>abbrechen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/jobs/queue.py" />
      <source>dismiss</source>
      <translation>weglegen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/jobs/queue.py" />
      <source>it was run by hand; run it again</source>
      <translation>er wurde von Hand gestartet; starten Sie ihn noch einmal</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/jobs/queue.py" />
      <source>retry</source>
      <translation>wiederholen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/jobs/workers.py" />
      <source>this program has nothing to do it with</source>
      <translation>dieses Programm hat nichts, womit es das tun könnte</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/kinds/ethoscope.py" />
      <source>runs are restored into a folder of this computer</source>
      <translation>Läufe werden in einen Ordner dieses Rechners wiederhergestellt</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/kinds/mariadb.py" />
      <source>starting a scratch server</source>
      <translation>Testserver starten</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/kinds/postgresql.py" />
      <source>a database cannot say what it was at that moment</source>
      <translation>eine Datenbank kann nicht sagen, was sie in diesem Augenblick war</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/kinds/postgresql.py" />
      <source>level source</source>
      <translation>Stufe Quelle</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/kinds/sqlite.py" />
      <source>comparing tables</source>
      <translation>Tabellen vergleichen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/model.py" />
      <source>bytes</source>
      <translation>Bytes</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/model.py" />
      <source>database</source>
      <translation>Datenbank</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/model.py" />
      <source>failed</source>
      <translation>gescheitert</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/model.py" />
      <source>file</source>
      <translation>Datei</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/model.py" />
      <source>folder</source>
      <translation>Ordner</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/model.py" />
      <source>large objects</source>
      <translation>große Objekte</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/model.py" />
      <source>link</source>
      <translation>Verweis</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/model.py" />
      <source>ok</source>
      <translation>in Ordnung</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/model.py" />
      <source>restored</source>
      <translation>wiederhergestellt</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/model.py" />
      <source>roles</source>
      <translation>Rollen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/model.py" />
      <source>rows</source>
      <translation>Zeilen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/model.py" />
      <source>schema</source>
      <translation>Schema</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/model.py" />
      <source>source</source>
      <translation>Quelle</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/model.py" />
      <source>structure</source>
      <translation>Struktur</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/model.py" />
      <source>table</source>
      <translation>Tabelle</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/model.py" />
      <source>warning</source>
      <translation>mit Hinweisen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/notify/addresses.py" />
      <source>its address is not in the keyring of this computer</source>
      <translation>die Adresse steht nicht im Schlüsselbund dieses Computers</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/notify/addresses.py" />
      <source>the keyring that holds its address</source>
      <translation>der Schlüsselbund mit seiner Adresse</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/notify/changes.py" />
      <source>channel</source>
      <translation>Kanal</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/notify/changes.py" />
      <source>it is not in the keyring</source>
      <translation>sie steht nicht im Schlüsselbund</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/notify/changes.py" />
      <source>its messages are shown by the window</source>
      <translation>seine Meldungen zeigt das Fenster</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/profile/catalog_move.py" />
      <source>it lies there already</source>
      <translation>er liegt schon dort</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/prune.py" />
      <source>emptying the trash</source>
      <translation>Papierkorb leeren</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/prune.py" />
      <source>removing snapshots</source>
      <translation>Snapshots entfernen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/audit.py" />
      <source>an audit entry is gone</source>
      <translation>ein Eintrag des Protokolls fehlt</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/audit.py" />
      <source>carries another number than its name</source>
      <translation>trägt eine andere Nummer als sein Name</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/audit.py" />
      <source>does not follow on its parents</source>
      <translation>schließt nicht an seine Vorgänger an</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/audit.py" />
      <source>has a field of a wrong kind</source>
      <translation>hat ein Feld von falscher Art</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/audit.py" />
      <source>is a second beginning of the chain</source>
      <translation>ist ein zweiter Anfang der Kette</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/audit.py" />
      <source>is gone</source>
      <translation>fehlt</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/audit.py" />
      <source>its content does not match its name</source>
      <translation>der Inhalt passt nicht zum Namen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/audit.py" />
      <source>the chain forks here: two copies grew apart</source>
      <translation>die Kette gabelt sich hier: zwei Kopien haben sich auseinanderentwickelt</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/check.py" />
      <source>an index tells otherwise of it</source>
      <translation>ein Verzeichnis sagt etwas anderes darüber</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/check.py" />
      <source>belongs to another repository</source>
      <translation>gehört zu einer anderen Ablage</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/check.py" />
      <source>checking packs</source>
      <translation>Pakete prüfen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/check.py" />
      <source>is not the header that this repository had</source>
      <translation>ist nicht der Kopf, den diese Ablage hatte</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/check.py" />
      <source>its text was changed</source>
      <translation>der Text wurde verändert</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/echo.py" />
      <source>is gone as soon as it was stored</source>
      <translation>fehlt, kaum dass es gespeichert wurde</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/holds.py" />
      <source>what holds prune is gone, and nobody let go</source>
      <translation>was das Aufräumen anhält, ist fort, und niemand hat es freigegeben</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/index.py" />
      <source>ends inside a record</source>
      <translation>endet mitten in einem Datensatz</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/index_cache.py" />
      <source>temporary</source>
      <translation>vorübergehend</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/key_slots.py" />
      <source>its key slots are not those that the audit chain noted last</source>
      <translation>die Schlüsselplätze sind nicht die, die das Protokoll zuletzt vermerkt hat</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/keys.py" />
      <source>is not readable as JSON</source>
      <translation>ist nicht als JSON lesbar</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/keys.py" />
      <source>its checksum does not match</source>
      <translation>die Prüfsumme stimmt nicht</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/keys.py" />
      <source>key slot</source>
      <translation>Schlüsselplatz</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/keys.py" />
      <source>lacks a field or has one of a wrong kind</source>
      <translation>ein Feld fehlt oder ist von falscher Art</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/keys.py" />
      <source>names no format version</source>
      <translation>nennt keine Formatversion</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/keys.py" />
      <source>one more key slot</source>
      <translation>ein weiterer Schlüsselplatz</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/keys.py" />
      <source>to try them all would take too long</source>
      <translation>sie alle zu versuchen würde zu lange dauern</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/keys.py" />
      <source>was changed by someone without the key</source>
      <translation>wurde von jemandem ohne Schlüssel verändert</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/keys.py" />
      <source>was changed: its key slots would take too long to try</source>
      <translation>wurde verändert: seine Schlüsselplätze zu versuchen würde zu lange dauern</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/manifest.py" />
      <source>its item list ends inside a record</source>
      <translation>die Liste der Einträge endet mitten in einem Datensatz</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/manifest.py" />
      <source>its item list holds an impossible record</source>
      <translation>die Liste der Einträge enthält einen unmöglichen Datensatz</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/manifest.py" />
      <source>lists an item wrongly</source>
      <translation>führt einen Eintrag falsch auf</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/notes.py" />
      <source>is the note of another snapshot</source>
      <translation>ist die Notiz eines anderen Snapshots</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/packs.py" />
      <source>a chunk does not decompress</source>
      <translation>ein Block lässt sich nicht entpacken</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/packs.py" />
      <source>a chunk does not match its id</source>
      <translation>ein Block passt nicht zu seiner Kennung</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/packs.py" />
      <source>a chunk has another length than it declares</source>
      <translation>ein Block ist anders lang, als er angibt</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/packs.py" />
      <source>does not end like a pack</source>
      <translation>endet nicht wie ein Paket</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/packs.py" />
      <source>is not as long as its table says</source>
      <translation>ist nicht so lang, wie seine Tabelle sagt</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/packs.py" />
      <source>is too short to be a pack</source>
      <translation>ist zu kurz für ein Paket</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/packs.py" />
      <source>its table does not fit its chunks</source>
      <translation>seine Tabelle passt nicht zu seinen Blöcken</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/packs.py" />
      <source>its table has a broken length</source>
      <translation>die Länge seiner Tabelle ist kaputt</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/packs.py" />
      <source>its table is longer than the pack</source>
      <translation>seine Tabelle ist länger als das Paket</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/repository.py" />
      <source>is in no pack</source>
      <translation>ist in keinem Paket</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/repository.py" />
      <source>its content does not match the manifest</source>
      <translation>der Inhalt stimmt nicht mit dem Manifest überein</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/salvage.py" />
      <source>reading bad packs</source>
      <translation>Beschädigte Pakete lesen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/seal.py" />
      <source>declares an impossible size</source>
      <translation>gibt eine unmögliche Größe an</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/seal.py" />
      <source>does not begin like an object of LabVault</source>
      <translation>beginnt nicht wie ein Objekt von LabVault</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/seal.py" />
      <source>does not decompress</source>
      <translation>lässt sich nicht entpacken</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/seal.py" />
      <source>does not open: its bytes were changed</source>
      <translation>lässt sich nicht öffnen: die Bytes wurden verändert</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/seal.py" />
      <source>is not the kind of object that belongs here</source>
      <translation>ist nicht die Art Objekt, die hierher gehört</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/storage/address.py" />
      <source>file:// takes folders of this computer only</source>
      <translation>file:// nimmt nur Ordner dieses Computers</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/storage/address.py" />
      <source>it holds a zero byte</source>
      <translation>es enthält ein Nullbyte</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/storage/address.py" />
      <source>it is empty</source>
      <translation>sie ist leer</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/storage/address.py" />
      <source>it is no kind of storage that LabVault knows</source>
      <translation>diese Art Speicher kennt LabVault nicht</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/storage/local.py" />
      <source>there is no such folder</source>
      <translation>diesen Ordner gibt es nicht</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/storage/s3_address.py" />
      <source>after s3:// comes the name of a bucket</source>
      <translation>nach s3:// kommt der Name eines Buckets</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/storage/s3_address.py" />
      <source>after the question mark come endpoint= and region= only</source>
      <translation>nach dem Fragezeichen kommen nur endpoint= und region=</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/storage/s3_address.py" />
      <source>it holds credentials, which are asked for apart from it</source>
      <translation>sie enthält Zugangsdaten; nach denen wird getrennt gefragt</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/storage/s3_address.py" />
      <source>it is not well-formed</source>
      <translation>sie ist nicht richtig aufgebaut</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/storage/s3_address.py" />
      <source>its endpoint has more in it than scheme, host, port and path</source>
      <translation>der Endpunkt enthält mehr als Schema, Server, Port und Pfad</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/storage/s3_address.py" />
      <source>its endpoint is not like https://host or https://host:port</source>
      <translation>der Endpunkt sieht nicht aus wie https://server oder https://server:port</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/storage/s3_address.py" />
      <source>no region is called so</source>
      <translation>keine Region heißt so</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/sweep.py" />
      <source>deleting packs</source>
      <translation>Pakete löschen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/sweep.py" />
      <source>finding what is needed</source>
      <translation>suchen, was gebraucht wird</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/sweep.py" />
      <source>is damaged, so nothing can be called unneeded</source>
      <translation>ist beschädigt; deshalb kann nichts als entbehrlich gelten</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/sweep.py" />
      <source>marking packs</source>
      <translation>Pakete vormerken</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/sweep.py" />
      <source>moving chunks</source>
      <translation>Blöcke umlagern</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/trash.py" />
      <source>holds another snapshot than its name says</source>
      <translation>enthält einen anderen Snapshot, als der Name sagt</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/trash.py" />
      <source>is no JSON</source>
      <translation>ist kein JSON</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/repository/trash.py" />
      <source>was pruned meanwhile</source>
      <translation>wurde inzwischen aufgeräumt</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/restore.py" />
      <source>in the snapshot</source>
      <translation>im Snapshot</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/restore.py" />
      <source>looking at the destination</source>
      <translation>Ziel ansehen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/restore.py" />
      <source>reading the snapshot</source>
      <translation>Snapshot lesen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/restoring/undo.py" />
      <source>delete it where it lies</source>
      <translation>löschen Sie es dort, wo es liegt</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/restoring/undo.py" />
      <source>dropping a database that is protected</source>
      <translation>eine geschützte Datenbank löschen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/restoring/undo.py" />
      <source>dropping what was restored</source>
      <translation>das Wiederhergestellte löschen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/restoring/undo.py" />
      <source>taking a restore back</source>
      <translation>eine Wiederherstellung zurücknehmen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/restoring/undo.py" />
      <source>this kind of target keeps nothing</source>
      <translation>diese Art von Datenquelle behält nichts</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/schedule/words.py" />
      <source>a cron line has five fields: minute, hour, day, month, day of week</source>
      <translation>eine Cron-Zeile hat fünf Felder: Minute, Stunde, Tag, Monat, Wochentag</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/schedule/words.py" />
      <source>as a cron line</source>
      <translation>als Cron-Zeile</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/schedule/words.py" />
      <source>files must rest for at least a second, and at most a week</source>
      <translation>Dateien müssen mindestens eine Sekunde und höchstens eine Woche ruhen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/schedule/words.py" />
      <source>it does not say at what time</source>
      <translation>die Uhrzeit fehlt</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/schedule/words.py" />
      <source>no such day ever comes</source>
      <translation>einen solchen Tag gibt es nie</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/schedule/words.py" />
      <source>the time in between is one minute at least, and a year at most</source>
      <translation>der Abstand ist mindestens eine Minute und höchstens ein Jahr</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/secrets/os_keyring.py" />
      <source>this computer has none that keeps secrets secret</source>
      <translation>dieser Computer hat keinen, der Geheimnisse geheim hält</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/ethoscope/address.py" />
      <source>a data root is an absolute path, or ssh://user@host/path</source>
      <translation>ein Datenordner ist ein absoluter Pfad oder ssh://benutzer@rechner/pfad</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/ethoscope/address.py" />
      <source>a password has no place in it: use a key</source>
      <translation>ein Kennwort gehört nicht hinein: nehmen Sie einen Schlüssel</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/ethoscope/address.py" />
      <source>devices are reached by ssh://user@host:port/path</source>
      <translation>Geräte erreicht man über ssh://benutzer@rechner:port/pfad</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/ethoscope/address.py" />
      <source>it holds a control character</source>
      <translation>es enthält ein Steuerzeichen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/ethoscope/address.py" />
      <source>it names no host, or no user, that ssh takes</source>
      <translation>es nennt keinen Rechner oder keinen Benutzer, den ssh annimmt</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/ethoscope/address.py" />
      <source>the folder on the device is missing, such as /ethoscope_data</source>
      <translation>der Ordner auf dem Gerät fehlt, etwa /ethoscope_data</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/ethoscope/address.py" />
      <source>what follows ? or # is no device's id of 32 characters</source>
      <translation>was auf ? oder # folgt, ist keine Gerätekennung von 32 Zeichen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/ethoscope/copies.py" />
      <source>it vanished, or may not be read</source>
      <translation>sie verschwand oder darf nicht gelesen werden</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/ethoscope/moments.py" />
      <source>it is no time zone such as Europe/London</source>
      <translation>das ist keine Zeitzone wie Europe/London</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/ethoscope/program.py" />
      <source>a device over ssh on this system</source>
      <translation>ein Gerät über ssh auf diesem System</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/ethoscope/program.py" />
      <source>it is not installed on this computer</source>
      <translation>es ist auf diesem Rechner nicht installiert</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/ethoscope/program.py" />
      <source>it needs Linux or macOS</source>
      <translation>dafür braucht es Linux oder macOS</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/ethoscope/remote.py" />
      <source>vanished on the device while it was read</source>
      <translation>verschwand auf dem Gerät, während gelesen wurde</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/ethoscope/session.py" />
      <source>is no database</source>
      <translation>ist keine Datenbank</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/ethoscope/ssh.py" />
      <source>its key is not the one that is known of it</source>
      <translation>sein Schlüssel ist nicht der, der von ihm bekannt ist</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/ethoscope/ssh.py" />
      <source>ssh takes no path with quotes in it here</source>
      <translation>ssh nimmt hier keinen Pfad mit Anführungszeichen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/ethoscope/staging.py" />
      <source>copying databases on the device</source>
      <translation>Datenbanken auf dem Gerät kopieren</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/ethoscope/staging.py" />
      <source>fetching from the device</source>
      <translation>vom Gerät holen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/ethoscope/staging.py" />
      <source>its name leads out of the data root</source>
      <translation>sein Name führt aus dem Datenordner hinaus</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/ethoscope/staging.py" />
      <source>looking at the device</source>
      <translation>das Gerät ansehen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/ethoscope/staging.py" />
      <source>the database is damaged</source>
      <translation>die Datenbank ist beschädigt</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/ethoscope/transfer.py" />
      <source>files vanished on the device while it was read</source>
      <translation>Dateien verschwanden auf dem Gerät, während gelesen wurde</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/ethoscope/transfer.py" />
      <source>rsync</source>
      <translation>rsync</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/folder/differences.py" />
      <source>comparing with the folder</source>
      <translation>mit dem Ordner vergleichen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/folder/index/old_cache.py" />
      <source>it cannot be read</source>
      <translation>sie lässt sich nicht lesen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/folder/index/old_cache.py" />
      <source>it is no whole pickle</source>
      <translation>das ist kein ganzes Pickle</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/folder/index/reading.py" />
      <source>cannot be looked at</source>
      <translation>lässt sich nicht ansehen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/folder/index/turn.py" />
      <source>another look at the folder goes on</source>
      <translation>der Ordner wird gerade schon angesehen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/folder/opened.py" />
      <source>it is no file any more</source>
      <translation>es ist keine Datei mehr</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/folder/opened.py" />
      <source>it is no folder any more</source>
      <translation>es ist kein Ordner mehr</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/folder/opened.py" />
      <source>it is no link any more</source>
      <translation>es ist kein Verweis mehr</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/folder/opened.py" />
      <source>it vanished before it was read</source>
      <translation>sie verschwand, bevor sie gelesen wurde</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/folder/patterns.py" />
      <source>it is not one of a .gitignore</source>
      <translation>das ist keines einer .gitignore</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/folder/patterns.py" />
      <source>it means nothing</source>
      <translation>es bedeutet nichts</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/folder/reach.py" />
      <source>a folder target on this system</source>
      <translation>ein Ordner als Datenquelle auf diesem System</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/folder/restoring/building.py" />
      <source>is a link to a name with a zero byte</source>
      <translation>ist ein Verweis auf einen Namen mit einem Nullbyte</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/folder/restoring/layout.py" />
      <source>its times and rights cannot be read; left out</source>
      <translation>seine Zeiten und Rechte lassen sich nicht lesen; ausgelassen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/folder/restoring/loading.py" />
      <source>making folders</source>
      <translation>Ordner anlegen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/folder/restoring/loading.py" />
      <source>restoring files</source>
      <translation>Dateien wiederherstellen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/folder/restoring/loading.py" />
      <source>setting times and rights</source>
      <translation>Zeiten und Rechte setzen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/folder/restoring/publication.py" />
      <source>too many restored folders beside it</source>
      <translation>zu viele wiederhergestellte Ordner daneben</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/folder/restoring/staging.py" />
      <source>it is no folder of this user's</source>
      <translation>es ist kein Ordner dieses Benutzers</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/folder/restoring/survey.py" />
      <source>a file</source>
      <translation>eine Datei</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/folder/restoring/survey.py" />
      <source>it is no absolute path of a folder</source>
      <translation>das ist kein absoluter Pfad eines Ordners</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/folder/restoring/survey.py" />
      <source>it is the root of all folders; name one below it</source>
      <translation>das ist die Wurzel aller Ordner; nennen Sie einen darunter</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/folder/restoring/undoing.py" />
      <source>kept folder</source>
      <translation>behaltener Ordner</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/folder/scratch/asking.py" />
      <source>reading what was restored</source>
      <translation>lesen, was wiederhergestellt wurde</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/folder/scratch/folder.py" />
      <source>guardian</source>
      <translation>Wächter</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/folder/scratch/folder.py" />
      <source>it did not begin</source>
      <translation>er begann nicht</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/mariadb/address.py" />
      <source>does not begin with mariadb://</source>
      <translation>beginnt nicht mit mariadb://</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/mariadb/address.py" />
      <source>has no usable host and port</source>
      <translation>hat keinen brauchbaren Rechner und Port</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/mariadb/address.py" />
      <source>has no usable port</source>
      <translation>hat keinen brauchbaren Port</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/mariadb/address.py" />
      <source>holds a #, which must be written as %23</source>
      <translation>enthält ein #, das als %23 zu schreiben ist</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/mariadb/address.py" />
      <source>holds a password</source>
      <translation>enthält ein Kennwort</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/mariadb/address.py" />
      <source>holds characters that no address has</source>
      <translation>enthält Zeichen, die in keiner Adresse vorkommen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/mariadb/address.py" />
      <source>says of ssl neither off, on, nor verify</source>
      <translation>sagt zu ssl weder off noch on noch verify</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/mariadb/connection.py" />
      <source>a certificate cannot be used</source>
      <translation>ein Zertifikat lässt sich nicht verwenden</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/mariadb/connection.py" />
      <source>logging in</source>
      <translation>anmelden</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/mariadb/connection.py" />
      <source>this system has no such sockets</source>
      <translation>dieses System hat keine solchen Sockets</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/mariadb/listing.py" />
      <source>is left out</source>
      <translation>wird ausgelassen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/mariadb/live.py" />
      <source>counting rows</source>
      <translation>Zeilen zählen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/mariadb/moment.py" />
      <source>the list of tables</source>
      <translation>die Liste der Tabellen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/mariadb/restoring/loading.py" />
      <source>is not in the snapshot, and not created</source>
      <translation>ist nicht im Snapshot und wird nicht angelegt</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/mariadb/restoring/loading.py" />
      <source>is not on this server; what it defines works only with it</source>
      <translation>ist nicht auf diesem Server; was es festlegt, geht nur mit ihm</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/mariadb/restoring/loading.py" />
      <source>not as it was</source>
      <translation>nicht wie es war</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/mariadb/restoring/loading.py" />
      <source>the server says</source>
      <translation>der Server sagt</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/mariadb/restoring/loading.py" />
      <source>the tables were moved already</source>
      <translation>die Tabellen wurden schon verschoben</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/mariadb/restoring/loading.py" />
      <source>trying views, triggers and routines</source>
      <translation>Sichten, Trigger und Routinen erproben</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/mariadb/restoring/undoing.py" />
      <source>kept database</source>
      <translation>aufbewahrte Datenbank</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/mariadb/scratch/server.py" />
      <source>a drill of a MariaDB database</source>
      <translation>der Wiederherstellungstest einer MariaDB-Datenbank</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/mariadb/scratch/server.py" />
      <source>not on Windows yet</source>
      <translation>noch nicht unter Windows</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/mariadb/session.py" />
      <source>the moment is lost</source>
      <translation>der Zeitpunkt ist verloren</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/mariadb/source.py" />
      <source>definitions are changed faster than they can be read</source>
      <translation>Definitionen ändern sich schneller, als sie sich lesen lassen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/mariadb/source.py" />
      <source>it is the server's own</source>
      <translation>sie gehört dem Server selbst</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/mariadb/source.py" />
      <source>left out: the user may not see users and their rights</source>
      <translation>ausgelassen: der Benutzer darf Benutzer und ihre Rechte nicht sehen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/mariadb/source.py" />
      <source>users</source>
      <translation>Benutzer</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/postgres/archives/archive.py" />
      <source>pg_restore</source>
      <translation>pg_restore</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/postgres/archives/contents.py" />
      <source>it is not one of pg_dump</source>
      <translation>es stammt nicht von pg_dump</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/postgres/archives/contents.py" />
      <source>the archive</source>
      <translation>das Archiv</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/postgres/archives/dump_loader.py" />
      <source>a server refuses it</source>
      <translation>ein Server lehnt ihn ab</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/postgres/archives/dump_loader.py" />
      <source>loading the dump</source>
      <translation>Dump laden</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/postgres/archives/dump_loader.py" />
      <source>not in the dump; without password and membership</source>
      <translation>nicht im Dump; ohne Kennwort und Mitgliedschaft</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/postgres/archives/dump_loader.py" />
      <source>tablespaces</source>
      <translation>Tablespaces</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/postgres/connection.py" />
      <source>does not begin with postgresql://</source>
      <translation>beginnt nicht mit postgresql://</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/postgres/connection.py" />
      <source>gives hosts with different ports</source>
      <translation>nennt Server mit verschiedenen Ports</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/postgres/connection.py" />
      <source>names no database</source>
      <translation>nennt keine Datenbank</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/postgres/login.py" />
      <source>no password supplied</source>
      <translation>kein Kennwort angegeben</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/postgres/reading/complaints.py" />
      <source>another session waits to alter a table</source>
      <translation>eine andere Sitzung wartet darauf, eine Tabelle zu ändern</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/postgres/reading/complaints.py" />
      <source>it did not say how many rows it copied</source>
      <translation>es hat nicht gesagt, wie viele Zeilen es kopiert hat</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/postgres/reading/complaints.py" />
      <source>psql</source>
      <translation>psql</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/postgres/reading/listing.py" />
      <source>its position is left out</source>
      <translation>die Position wird ausgelassen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/postgres/reading/listing.py" />
      <source>its rows are left out</source>
      <translation>die Zeilen werden ausgelassen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/postgres/restoring/loading.py" />
      <source>building indexes and constraints</source>
      <translation>Indizes und Bedingungen anlegen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/postgres/restoring/loading.py" />
      <source>loading rows</source>
      <translation>Zeilen laden</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/postgres/restoring/loading.py" />
      <source>making definitions</source>
      <translation>Definitionen anlegen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/postgres/restoring/selection.py" />
      <source>is left out, for the server lacks it and no selected table needs it</source>
      <translation>wird ausgelassen, denn der Server hat sie nicht, und keine gewählte Tabelle braucht sie</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/postgres/restoring/selection.py" />
      <source>its position is left out, for an extension makes it and the server lacks one</source>
      <translation>die Position wird ausgelassen, denn eine Erweiterung legt sie an, und dem Server fehlt eine</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/postgres/restoring/survey.py" />
      <source>comes in another version</source>
      <translation>kommt in einer anderen Version</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/postgres/restoring/tailoring.py" />
      <source>is not on this server; left out</source>
      <translation>gibt es auf diesem Server nicht; ausgelassen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/postgres/restoring/tailoring.py" />
      <source>owners</source>
      <translation>Eigentümer</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/postgres/source.py" />
      <source>Python does not know it</source>
      <translation>Python kennt sie nicht</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/postgres/tools.py" />
      <source>pg_dump</source>
      <translation>pg_dump</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/sqlite/asking.py" />
      <source>asking the tables</source>
      <translation>die Tabellen abfragen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/sqlite/connection.py" />
      <source>SQLite does not know its form</source>
      <translation>SQLite kennt ihre Form nicht</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/sqlite/connection.py" />
      <source>its disk fails</source>
      <translation>sein Datenträger versagt</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/sqlite/copying.py" />
      <source>copying the database</source>
      <translation>die Datenbank kopieren</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/sqlite/destination.py" />
      <source>a folder's files</source>
      <translation>die Dateien eines Ordners</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/sqlite/destination.py" />
      <source>a restore over an SQLite file</source>
      <translation>eine Wiederherstellung über eine SQLite-Datei</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/sqlite/image.py" />
      <source>the database has no such table</source>
      <translation>die Datenbank hat keine solche Tabelle</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/sqlite/loading.py" />
      <source>a file that came meanwhile</source>
      <translation>eine Datei, die inzwischen kam</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/sqlite/loading.py" />
      <source>checking the file</source>
      <translation>Datei prüfen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/sqlite/loading.py" />
      <source>fails the integrity check</source>
      <translation>besteht die Integritätsprüfung nicht</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/sqlite/loading.py" />
      <source>in the file</source>
      <translation>in der Datei</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/sqlite/loading.py" />
      <source>nothing is built in an SQLite file</source>
      <translation>in einer SQLite-Datei wird nichts gebaut</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/sqlite/loading.py" />
      <source>preparing the file</source>
      <translation>Datei vorbereiten</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/sqlite/loading.py" />
      <source>restoring and comparing</source>
      <translation>Wiederherstellen und vergleichen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/sqlite/look.py" />
      <source>it is a device or a pipe, no file</source>
      <translation>das ist ein Gerät oder eine Pipe, keine Datei</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/sqlite/look.py" />
      <source>it is a folder</source>
      <translation>das ist ein Ordner</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/sqlite/look.py" />
      <source>the file is empty, it has not a single byte</source>
      <translation>die Datei ist leer, sie hat kein einziges Byte</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/sqlite/look.py" />
      <source>there is none of that name</source>
      <translation>es gibt keine mit diesem Namen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/sqlite/taking.py" />
      <source>after it was salvaged</source>
      <translation>nachdem sie gerettet wurde</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/sqlite/taking.py" />
      <source>checking the copy</source>
      <translation>die Kopie prüfen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/sqlite/taking.py" />
      <source>copying the damaged file</source>
      <translation>die beschädigte Datei kopieren</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/sqlite/taking.py" />
      <source>it is damaged</source>
      <translation>sie ist beschädigt</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/sqlite/taking.py" />
      <source>salvaging what is not damaged</source>
      <translation>retten, was nicht beschädigt ist</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/sqlite/undoing.py" />
      <source>kept file</source>
      <translation>behaltene Datei</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/takeover/adoption.py" />
      <source>database.password</source>
      <translation>database.password</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/takeover/adoption.py" />
      <source>retention</source>
      <translation>Aufbewahrung</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/takeover/adoption.py" />
      <source>schedules, retention</source>
      <translation>Zeitpläne, Aufbewahrung</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/takeover/adoption.py" />
      <source>there is no database they would be of</source>
      <translation>es gibt keine Datenbank, zu der sie gehören würden</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/takeover/content.py" />
      <source>it changed while it was taken in</source>
      <translation>sie hat sich während der Übernahme geändert</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/takeover/content.py" />
      <source>it is cut short: the gzip stream has no end</source>
      <translation>sie ist abgeschnitten: der gzip-Strom hat kein Ende</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/takeover/examination.py" />
      <source>it is cut short: the end of a whole dump is missing</source>
      <translation>sie ist abgeschnitten: das Ende eines vollständigen Dumps fehlt</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/takeover/examination.py" />
      <source>it is missing: only its side file is there</source>
      <translation>sie fehlt: nur ihre Begleitdatei ist da</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/takeover/examination.py" />
      <source>its checksum is another than the one that was noted for it</source>
      <translation>ihre Prüfsumme ist eine andere als die, die für sie vermerkt wurde</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/takeover/examination.py" />
      <source>pg_restore cannot read it</source>
      <translation>pg_restore kann ihn nicht lesen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/takeover/examination.py" />
      <source>reading through the dump</source>
      <translation>Dump durchlesen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/takeover/folder.py" />
      <source>there is no such folder or file</source>
      <translation>diesen Ordner oder diese Datei gibt es nicht</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/takeover/importing.py" />
      <source>checking the dumps</source>
      <translation>Dumps prüfen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/takeover/plans.py" />
      <source>it was switched off</source>
      <translation>es war ausgeschaltet</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/takeover/plans.py" />
      <source>notifications.slack.channel</source>
      <translation>notifications.slack.channel</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/takeover/plans.py" />
      <source>there is no schedule of backups</source>
      <translation>es gibt keinen Zeitplan für Sicherungen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/takeover/settings.py" />
      <source>it holds no settings</source>
      <translation>sie enthält keine Einstellungen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/takeover/settings.py" />
      <source>it is not YAML</source>
      <translation>sie ist kein YAML</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/takeover/settings.py" />
      <source>it is too large to be settings</source>
      <translation>sie ist zu groß für Einstellungen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/targets/ethoscope.py" />
      <source>device</source>
      <translation>Gerät</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/targets/folder.py" />
      <source>it is the repository itself</source>
      <translation>das ist die Ablage selbst</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/targets/folder.py" />
      <source>its name is not UTF-8; name the folder above it</source>
      <translation>sein Name ist nicht UTF-8; nennen Sie den Ordner darüber</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/targets/indexing.py" />
      <source>comparing an old list of films</source>
      <translation>eine alte Liste von Filmen vergleichen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/targets/indexing.py" />
      <source>it is for folders of this computer</source>
      <translation>das ist für Ordner dieses Rechners</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/targets/indexing.py" />
      <source>looking at the folder</source>
      <translation>den Ordner ansehen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/verify.py" />
      <source>checking items</source>
      <translation>Einträge prüfen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/verify.py" />
      <source>checking manifests and indexes</source>
      <translation>Manifeste und Verzeichnisse prüfen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/verify.py" />
      <source>nothing is lost, for all of it lies elsewhere, and prune lets go</source>
      <translation>nichts ist verloren, denn alles davon liegt auch anderswo, und das Aufräumen entfernt es</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/verify.py" />
      <source>reading items</source>
      <translation>Einträge lesen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/verify.py" />
      <source>these snapshots do not need it</source>
      <translation>diese Snapshots brauchen es nicht</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/workspace/key_changes.py" />
      <source>changing a passphrase with the recovery key</source>
      <translation>das Ändern einer Passphrase mit dem Rettungsschlüssel</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/workspace/losing.py" />
      <source>data about to be lost</source>
      <translation>Daten gehen gleich verloren</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/workspace/password_reset.py" />
      <source>there is none; `labvault roles set-password` sets one</source>
      <translation>es gibt keines; `labvault roles set-password` setzt eines</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_text.py" />
      <source>group {n} has a slip</source>
      <translation>in Gruppe {n} ist ein Fehler</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_text.py" />
      <source>it is too short or too long</source>
      <translation>er ist zu kurz oder zu lang</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>A newer LabVault has changed the catalog</source>
      <translation>Ein neueres LabVault hat den Katalog geändert</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>A newer LabVault made this repository</source>
      <translation>Ein neueres LabVault hat diese Ablage angelegt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>A problem was found</source>
      <translation>Ein Problem wurde gefunden</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>A program runs the schedules already</source>
      <translation>Ein Programm führt die Zeitpläne schon aus</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>A secret is needed</source>
      <translation>Es fehlt ein Geheimnis</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>A tool failed</source>
      <translation>Ein Werkzeug ist gescheitert</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>A tool is missing</source>
      <translation>Ein Werkzeug fehlt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>A tool is too old</source>
      <translation>Ein Werkzeug ist zu alt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Access is refused</source>
      <translation>Der Zugriff wird verweigert</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Add another one first.</source>
      <translation>Fügen Sie zuerst einen anderen hinzu.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>An earlier restore did not end</source>
      <translation>Eine frühere Wiederherstellung kam nicht zum Ende</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Another program is writing there</source>
      <translation>Dort schreibt ein anderes Programm</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Another program kept {where} locked, or kept changing it, for {seconds} seconds.</source>
      <translation>Ein anderes Programm hielt {where} {seconds} Sekunden lang gesperrt oder änderte es fortwährend.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Another repository lies there now</source>
      <translation>Dort liegt jetzt eine andere Ablage</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Ask the manager.</source>
      <translation>Fragen Sie die Leitung.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Change it and try again.</source>
      <translation>Ändern Sie es und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Check how the connection is encrypted, and the certificate to trust.</source>
      <translation>Prüfen Sie die Verschlüsselung der Verbindung und das vertraute Zertifikat.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Check its rights.</source>
      <translation>Prüfen Sie die Rechte.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Check that it is plugged in, mounted or online.</source>
      <translation>Prüfen Sie, ob sie angesteckt, eingehängt oder im Netz ist.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Check that it is there, and mounted if it is a drive, and the rights of the user.</source>
      <translation>Prüfen Sie, ob es da ist, als Laufwerk eingehängt, und die Rechte des Benutzers.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Check that it is there, and plugged in if it is on a drive; then restore again.</source>
      <translation>Prüfen Sie, ob er da ist, und angesteckt, wenn er auf einem Laufwerk liegt; stellen Sie dann noch einmal wieder her.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Check that its server runs.</source>
      <translation>Prüfen Sie, ob sein Server läuft.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Check the access key, the secret key, and what it may do in the bucket.</source>
      <translation>Prüfen Sie den Zugangsschlüssel, den geheimen Schlüssel und was er im Bucket darf.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Check the address, and that the server runs.</source>
      <translation>Prüfen Sie die Adresse und ob der Server läuft.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Check the address.</source>
      <translation>Prüfen Sie die Adresse.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Check the channel's address, and that its server can be reached.</source>
      <translation>Prüfen Sie die Adresse des Kanals und ob sein Server erreichbar ist.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Check the path of the target.</source>
      <translation>Prüfen Sie den Pfad der Datenquelle.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Check the path. A file of another kind, or an encrypted one, can be backed up as part of a folder.</source>
      <translation>Prüfen Sie den Pfad. Eine Datei anderer Art oder eine verschlüsselte lässt sich als Teil eines Ordners sichern.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Check the place and its free space, or write elsewhere.</source>
      <translation>Prüfen Sie den Ort und seinen freien Platz oder schreiben Sie woandershin.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Check the rights of the user.</source>
      <translation>Prüfen Sie die Rechte des Benutzers.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Check the server and try again.</source>
      <translation>Prüfen Sie den Server und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Check the user and the password.</source>
      <translation>Prüfen Sie Benutzer und Kennwort.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Choose an empty folder, or open the repository that is there.</source>
      <translation>Wählen Sie einen leeren Ordner, oder öffnen Sie die Ablage, die dort liegt.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Choose an older one under Snapshots, and verify all to see what is lost.</source>
      <translation>Wählen Sie unter „Snapshots“ einen älteren, und prüfen Sie alle, um zu sehen, was verloren ist.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Choose another way.</source>
      <translation>Wählen Sie einen anderen Weg.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Choose another.</source>
      <translation>Wählen Sie einen anderen.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Choose from the tables of the snapshot.</source>
      <translation>Wählen Sie aus den Tabellen des Snapshots.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Chunks that it counted on were removed meanwhile: {chunks}.</source>
      <translation>Blöcke, auf die sie zählte, wurden inzwischen entfernt: {chunks}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Close them and try again.</source>
      <translation>Schließen Sie diese und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Correct it.</source>
      <translation>Berichtigen Sie das.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Correct that and try again.</source>
      <translation>Beheben Sie das und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Correct the options of the connection, or PGOPTIONS in the environment.</source>
      <translation>Berichtigen Sie die Optionen der Verbindung oder PGOPTIONS in der Umgebung.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Data about to be lost</source>
      <translation>Daten gehen gleich verloren</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Do without it: a scan finds everything by itself.</source>
      <translation>Es geht auch ohne: eine Durchsicht findet alles selbst.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>End it first if it should not.</source>
      <translation>Beenden Sie ihn zuerst, wenn er das nicht soll.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Find out what slows it, or give it more time.</source>
      <translation>Finden Sie heraus, was es bremst, oder geben Sie ihm mehr Zeit.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>For {where} there is the unfinished {unfinished}.</source>
      <translation>Für {where} gibt es noch {unfinished}, nicht fertig.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Free some space and try again; what was stored so far is used again.</source>
      <translation>Schaffen Sie Platz und versuchen Sie es noch einmal; was schon gespeichert ist, wird weiterverwendet.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Go on with it, or begin afresh.</source>
      <translation>Machen Sie damit weiter, oder beginnen Sie neu.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Install LabVault again, which brings it along.</source>
      <translation>Installieren Sie LabVault neu; es bringt das Programm mit.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Install the {product} client tools of that version.</source>
      <translation>Installieren Sie die Werkzeuge von {product} in dieser Version.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>It could not be written</source>
      <translation>Es konnte nicht geschrieben werden</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>It may take {seconds} seconds.</source>
      <translation>Erlaubt sind {seconds} Sekunden.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>It took too long and was stopped</source>
      <translation>Es dauerte zu lange und wurde angehalten</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>It was killed, or the computer stopped (try {attempt}).</source>
      <translation>Es wurde beendet, oder der Computer ging aus (Versuch {attempt}).</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>LabVault cannot do this</source>
      <translation>LabVault kann das nicht</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>LabVault keeps it as it is. If it must play, look for another copy.</source>
      <translation>LabVault behält ihn, wie er ist. Muss er laufen, suchen Sie eine andere Kopie.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Look again under Activity.</source>
      <translation>Sehen Sie noch einmal unter Aktivität nach.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Look again.</source>
      <translation>Sehen Sie noch einmal nach.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Look at the details.</source>
      <translation>Sehen Sie sich die Einzelheiten an.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Make another repository, or work in that workspace.</source>
      <translation>Legen Sie eine andere Ablage an, oder arbeiten Sie in jenem Arbeitsbereich.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Make such a user, or run LabVault as one that is not root.</source>
      <translation>Legen Sie einen solchen Benutzer an, oder starten Sie LabVault nicht als root.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>No database server can be started</source>
      <translation>Es kann kein Datenbankserver gestartet werden</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>No repository was made at {where}.</source>
      <translation>Unter {where} wurde keine Ablage angelegt.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>No table matches {pattern}.</source>
      <translation>Keine Tabelle passt zu {pattern}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>No {what} is called {name}.</source>
      <translation>„{name}“ gibt es hier nicht ({what}).</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>None runs as root, and there is none of the users it could run as: {users}.</source>
      <translation>Als root läuft keiner, und es gibt keinen der Benutzer, unter denen er laufen könnte: {users}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Nothing can be written there</source>
      <translation>Dorthin kann nichts geschrieben werden</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Nothing is half done.</source>
      <translation>Nichts ist halb getan.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Nothing is removed</source>
      <translation>Nichts wird entfernt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Nothing is removed from the repository until a manager has looked. Restore it beside.</source>
      <translation>Aus der Ablage wird nichts entfernt, bis die Leitung nachgesehen hat. Stellen Sie es daneben wieder her.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Nothing is restored</source>
      <translation>Nichts wird wiederhergestellt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Nothing more fits into {where}.</source>
      <translation>In {where} passt nichts mehr.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Nothing was begun: the workspace has a quota</source>
      <translation>Nichts wurde begonnen: der Arbeitsbereich hat ein Kontingent</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Nothing was typed, or not the same twice: {what}.</source>
      <translation>Nichts wurde eingegeben, oder nicht zweimal dasselbe: {what}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Of {what} it may have {limit}; it has {used}, and about {more} more would come.</source>
      <translation>Erlaubt sind {limit} ({what}); belegt sind {used}, und etwa {more} kämen dazu.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Please report it with the details.</source>
      <translation>Bitte melden Sie ihn mit den Einzelheiten.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Process {process} does it for {profile}.</source>
      <translation>Prozess {process} tut es für {profile}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Put the right drive or folder back, or open this one under a new name.</source>
      <translation>Bringen Sie das richtige Laufwerk oder den richtigen Ordner zurück, oder öffnen Sie diese Ablage unter einem neuen Namen.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Remove what is not needed, or ask the manager to raise the quota.</source>
      <translation>Entfernen Sie, was nicht gebraucht wird, oder bitten Sie die Leitung um ein größeres Kontingent.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Removing is held in {where}: {why}.</source>
      <translation>Das Entfernen ist in {where} angehalten: {why}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Restore into a new name, or replace it and keep the old one beside it.</source>
      <translation>Stellen Sie unter einem neuen Namen wieder her, oder ersetzen Sie es und behalten Sie das Alte daneben.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Retry it, and look what ends the program if it happens again.</source>
      <translation>Wiederholen Sie es, und sehen Sie nach, was das Programm beendet, wenn es wieder geschieht.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Run it again.</source>
      <translation>Starten Sie noch einmal.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Something around LabVault failed</source>
      <translation>Etwas um LabVault herum ist gescheitert</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Something cannot be read</source>
      <translation>Etwas lässt sich nicht lesen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Something changed while it was read</source>
      <translation>Etwas hat sich beim Lesen geändert</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Something is gone from the storage</source>
      <translation>Etwas fehlt im Speicher</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Take off its write protection or mount it for writing; look at the disk if it was writable before.</source>
      <translation>Heben Sie den Schreibschutz auf oder hängen Sie es zum Schreiben ein; prüfen Sie die Platte, wenn es zuvor beschreibbar war.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>The address cannot be used</source>
      <translation>Die Adresse ist nicht brauchbar</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>The backup was not finished</source>
      <translation>Die Sicherung wurde nicht fertig</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>The connection cannot be had as it is asked for</source>
      <translation>Die Verbindung ist so, wie sie verlangt wird, nicht möglich</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>The connection was lost</source>
      <translation>Die Verbindung ist abgerissen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>The disk is full</source>
      <translation>Das Laufwerk ist voll</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>The dump was not taken in</source>
      <translation>Der Dump wurde nicht übernommen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>The file is in use</source>
      <translation>Die Datei ist in Benutzung</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>The film cannot be shown</source>
      <translation>Der Film lässt sich nicht zeigen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>The folder cannot be read</source>
      <translation>Der Ordner lässt sich nicht lesen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>The folder that is restored into cannot be used</source>
      <translation>Der Ordner, in den wiederhergestellt wird, lässt sich nicht verwenden</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>The key slot was kept</source>
      <translation>Der Schlüsselplatz blieb</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>The message was not sent</source>
      <translation>Die Nachricht wurde nicht gesendet</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>The name is taken</source>
      <translation>Der Name ist vergeben</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>The newest snapshot cannot be read</source>
      <translation>Der neueste Snapshot ist nicht lesbar</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>The object store refuses the key</source>
      <translation>Der Objektspeicher lehnt den Schlüssel ab</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>The old list of films was not taken in</source>
      <translation>Die alte Liste der Filme wurde nicht übernommen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>The place is in use</source>
      <translation>Der Ort ist in Gebrauch</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>The place is not empty</source>
      <translation>Der Ort ist nicht leer</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>The profile cannot be used</source>
      <translation>Das Profil ist nicht brauchbar</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>The program that did it ended</source>
      <translation>Das ausführende Programm ist zu Ende</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>The repository cannot be reached</source>
      <translation>Die Ablage ist nicht erreichbar</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>The repository is damaged</source>
      <translation>Die Ablage ist beschädigt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>The repository is in use</source>
      <translation>Die Ablage ist in Gebrauch</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>The repository stays closed</source>
      <translation>Die Ablage bleibt verschlossen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>The repository was not taken in</source>
      <translation>Die Ablage wurde nicht aufgenommen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>The server cannot be reached</source>
      <translation>Der Server ist nicht erreichbar</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>The server refused</source>
      <translation>Der Server hat es abgelehnt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>The server refused the login</source>
      <translation>Der Server hat die Anmeldung abgelehnt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>The shared catalog cannot be used</source>
      <translation>Der gemeinsame Katalog ist nicht brauchbar</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>The two are not alike</source>
      <translation>Die beiden stimmen nicht überein</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>The {what} does not fit.</source>
      <translation>Das passt nicht: {what}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>There is a {what} {name} already.</source>
      <translation>„{name}“ gibt es schon ({what}).</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>There is no file to back up</source>
      <translation>Es gibt keine Datei zu sichern</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>There is no repository</source>
      <translation>Hier ist keine Ablage</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>There is no trusted connection to the server</source>
      <translation>Es gibt keine vertrauenswürdige Verbindung zum Server</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>This cannot be done as it stands</source>
      <translation>Das geht so nicht</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>This computer's keyring cannot be used</source>
      <translation>Der Schlüsselbund dieses Computers ist nicht brauchbar</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>This is a fault of LabVault</source>
      <translation>Das ist ein Fehler von LabVault</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>This is being done already</source>
      <translation>Das geschieht schon</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>This is for the manager</source>
      <translation>Das darf nur die Leitung</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>This is no SQLite database that can be read</source>
      <translation>Das ist keine SQLite-Datenbank, die sich lesen lässt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>This is no rule of a schedule</source>
      <translation>Das ist keine Regel für einen Zeitplan</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>This is not a recovery key</source>
      <translation>Das ist kein Rettungsschlüssel</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>This is not known here</source>
      <translation>Das ist hier nicht bekannt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>This is not possible now</source>
      <translation>Das geht jetzt nicht</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Too many wrong passwords</source>
      <translation>Zu viele falsche Kennwörter</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Try again and type it.</source>
      <translation>Versuchen Sie es noch einmal und geben Sie es ein.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Try again later.</source>
      <translation>Versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Try again.</source>
      <translation>Versuchen Sie es noch einmal.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Try “every day at 01:00”, “every 6 hours”, “never”, or a cron line.</source>
      <translation>Versuchen Sie „täglich um 01:00“, „alle 6 h“, „nie“ oder eine Cron-Zeile.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Type it again as it is printed, all groups of it.</source>
      <translation>Tippen Sie ihn noch einmal so ab, wie er gedruckt ist, alle Gruppen.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Type it again, or use the recovery key.</source>
      <translation>Geben Sie sie noch einmal ein, oder nehmen Sie den Rettungsschlüssel.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Unlock it and try again.</source>
      <translation>Schließen Sie ihn auf und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Update LabVault.</source>
      <translation>Aktualisieren Sie LabVault.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Use another dump of the same time if there is one.</source>
      <translation>Nehmen Sie einen anderen Dump aus derselben Zeit, wenn es einen gibt.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>User {user} at {where}: {reason}.</source>
      <translation>Benutzer {user} auf {where}: {reason}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Verify all snapshots to see what is lost, and use another copy if there is one.</source>
      <translation>Prüfen Sie alle Snapshots, um zu sehen, was verloren ist, und nehmen Sie eine andere Kopie, wenn es eine gibt.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Verify all snapshots, and let go when all is well.</source>
      <translation>Prüfen Sie alle Snapshots, und geben Sie es frei, wenn alles gut ist.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Wait for its end and try again.</source>
      <translation>Warten Sie auf das Ende und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Wait for its end, or stop it under Activity.</source>
      <translation>Warten Sie auf das Ende, oder halten Sie es unter Aktivität an.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Wait until that program rests, or end it, and run it again.</source>
      <translation>Warten Sie, bis jenes Programm ruht, oder beenden Sie es, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Wait {seconds} seconds and try again.</source>
      <translation>Warten Sie {seconds} Sekunden und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>What was given is not the manager's password. It was noted in the audit log.</source>
      <translation>Das war nicht das Kennwort der Leitung. Es wurde im Protokoll vermerkt.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Without {slot} no passphrase and no recovery key would open the repository.</source>
      <translation>Ohne {slot} würde keine Passphrase und kein Rettungsschlüssel die Ablage öffnen.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Wrong manager's passwords were given in workspace {workspace}.</source>
      <translation>Im Arbeitsbereich {workspace} wurden falsche Kennwörter der Leitung eingegeben.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>You asked for it.</source>
      <translation>Sie haben es so gewollt.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>{action}: job {job} is {state}.</source>
      <translation>{action}: Auftrag {job} ist {state}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>{address}: {reason}.</source>
      <translation>{address}: {reason}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>{channel}: {reason}.</source>
      <translation>{channel}: {reason}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>{doing}: {reason}.</source>
      <translation>{doing}: {reason}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>{group}.</source>
      <translation>{group}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>{item}: {reason}.</source>
      <translation>{item}: {reason}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>{name} is in the storage already.</source>
      <translation>{name} ist schon im Speicher.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>{name} was not found: another program removed it.</source>
      <translation>{name} wurde nicht gefunden: ein anderes Programm hat es entfernt.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>{name} {reason}.</source>
      <translation>{name} {reason}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>{name}: {how}.</source>
      <translation>{name}: {how}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>{name}: {how}. It may be the newest of {target}.</source>
      <translation>{name}: {how}. Es könnte der neueste von {target} sein.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>{name}: {reason}.</source>
      <translation>{name}: {reason}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>{name}: {reason}. Nothing in it was run.</source>
      <translation>{name}: {reason}. Nichts darin wurde ausgeführt.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>{owner} has been at it for {target} since {since}.</source>
      <translation>{owner} ist für {target} seit {since} dabei.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>{owner} holds it for {purpose}.</source>
      <translation>{owner} hält sie für {purpose}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>{program} is not in {where}.</source>
      <translation>{program} ist nicht in {where}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>{reason}.</source>
      <translation>{reason}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>{rule}: {reason}.</source>
      <translation>{rule}: {reason}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>{tool} ended with code {code}: {reason}.</source>
      <translation>{tool} endete mit Code {code}: {reason}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>{tool} {found}; version {needed} or newer is needed.</source>
      <translation>{tool} {found}; nötig ist Version {needed} oder neuer.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>{tool}, version {needed} or newer, was not found.</source>
      <translation>{tool}, Version {needed} oder neuer, wurde nicht gefunden.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>{url} belongs to another workspace, and each workspace has its own.</source>
      <translation>{url} gehört zu einem anderen Arbeitsbereich, und jeder hat seine eigenen.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>{what} of the target {target} is not there any more. Its snapshot {snapshot} holds it.</source>
      <translation>{what} der Datenquelle {target} ist nicht mehr da. Ihr Snapshot {snapshot} enthält es.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>{what}.</source>
      <translation>{what}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>{what}: {reason}.</source>
      <translation>{what}: {reason}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>{where} has form {found}, and this one knows up to {known}.</source>
      <translation>{where} hat die Form {found}; dieses LabVault kennt nur bis {known}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>{where} holds none.</source>
      <translation>In {where} liegt keine.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>{where} holds {found}, not {expected}.</source>
      <translation>In {where} liegt {found}, nicht {expected}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>{where} is on a file system that is read-only.</source>
      <translation>{where} liegt in einem Dateisystem, das nur gelesen werden kann.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>{where} may not be used.</source>
      <translation>{where} darf nicht benutzt werden.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>{where} was left alone.</source>
      <translation>{where} wurde nicht angerührt.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>{where} was left as it is. Sessions of others that use it: {sessions}.</source>
      <translation>{where} blieb, wie es ist. Sitzungen anderer, die es benutzen: {sessions}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>{where} was left as it is; it holds {holds}.</source>
      <translation>{where} blieb, wie es ist; darin liegt {holds}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>{where}: the {what} is not known, and nobody could be asked.</source>
      <translation>{where}: nicht bekannt ({what}), und niemand konnte gefragt werden.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>{where}: {reason}.</source>
      <translation>{where}: {reason}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/film_pictures.py" />
      <source>It is not in reach.</source>
      <translation>Er ist nicht erreichbar.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/connection.py" />
      <source>As it is kept</source>
      <translation>Wie es aufbewahrt ist</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/connection.py" />
      <source>Certificate</source>
      <translation>Zertifikat</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/connection.py" />
      <source>Certificate of the authority</source>
      <translation>Zertifikat der Zertifizierungsstelle</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/connection.py" />
      <source>Choose the certificate of the authority</source>
      <translation>Zertifikat der Zertifizierungsstelle wählen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/connection.py" />
      <source>Choose…</source>
      <translation>Wählen …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/connection.py" />
      <source>Database</source>
      <translation>Datenbank</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/connection.py" />
      <source>Encryption</source>
      <translation>Verschlüsselung</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/connection.py" />
      <source>Keep the password in this computer's keyring</source>
      <translation>Kennwort im Schlüsselbund dieses Computers behalten</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/connection.py" />
      <source>Only the server's name or address, such as lab-db or 10.0.0.7.</source>
      <translation>Nur Name oder Adresse des Servers, etwa lab-db oder 10.0.0.7.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/connection.py" />
      <source>Only with TLS</source>
      <translation>Nur mit TLS</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/connection.py" />
      <source>Only with TLS and a certificate that is verified</source>
      <translation>Nur mit TLS und geprüftem Zertifikat</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/connection.py" />
      <source>Password</source>
      <translation>Kennwort</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/connection.py" />
      <source>Port</source>
      <translation>Port</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/connection.py" />
      <source>Server</source>
      <translation>Server</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/connection.py" />
      <source>TLS where the server offers it</source>
      <translation>TLS, wo der Server es anbietet</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/connection.py" />
      <source>The server answers: PostgreSQL {version}, {size}, {way}.</source>
      <translation>Der Server antwortet: PostgreSQL {version}, {size}, {way}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/connection.py" />
      <source>The usual one of this computer's user</source>
      <translation>Das übliche des Benutzers an diesem Computer</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/connection.py" />
      <source>This is no address: {reason}.</source>
      <translation>Das ist keine Adresse: {reason}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/connection.py" />
      <source>User</source>
      <translation>Benutzer</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/connection.py" />
      <source>Which database?</source>
      <translation>Welche Datenbank?</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/connection.py" />
      <source>Which server? Its name, such as lab-db, or its address.</source>
      <translation>Welcher Server? Sein Name, etwa lab-db, oder seine Adresse.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/connection.py" />
      <source>Who logs in?</source>
      <translation>Wer meldet sich an?</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/connection.py" />
      <source>Without TLS</source>
      <translation>Ohne TLS</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/connection.py" />
      <source>not encrypted</source>
      <translation>unverschlüsselt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/connection.py" />
      <source>through TLS</source>
      <translation>über TLS</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/connection.py" />
      <source>{name}, to list the others</source>
      <translation>{name}, um die anderen aufzulisten</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/folder.py" />
      <source>An empty folder, such as /media/usb/backups</source>
      <translation>Ein leerer Ordner, etwa /media/usb/backups</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/folder.py" />
      <source>Choose an empty folder</source>
      <translation>Leeren Ordner wählen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/folder.py" />
      <source>Folder of the new repository</source>
      <translation>Ordner der neuen Ablage</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/folder.py" />
      <source>Looking…</source>
      <translation>Sehe nach …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/object_store.py" />
      <source>A folder in it; may be empty</source>
      <translation>Ein Ordner darin; darf leer sein</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/object_store.py" />
      <source>Access key id</source>
      <translation>Zugriffsschlüssel-ID</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/object_store.py" />
      <source>Bucket</source>
      <translation>Bucket</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/object_store.py" />
      <source>Endpoint</source>
      <translation>Endpunkt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/object_store.py" />
      <source>It begins with https:// (or http:// in a network that you trust).</source>
      <translation>Sie beginnt mit https:// (oder mit http:// in einem Netz, dem Sie trauen).</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/object_store.py" />
      <source>Keep the keys in this computer's keyring</source>
      <translation>Schlüssel im Schlüsselbund dieses Computers behalten</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/object_store.py" />
      <source>Prefix</source>
      <translation>Präfix</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/object_store.py" />
      <source>Region</source>
      <translation>Region</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/object_store.py" />
      <source>Secret access key</source>
      <translation>Geheimer Zugriffsschlüssel</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/object_store.py" />
      <source>https://…; empty for Amazon</source>
      <translation>https://…; leer für Amazon</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/retention.py" />
      <source>At least, whatever the rules</source>
      <translation>Mindestens, was die Regeln auch sagen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/retention.py" />
      <source>Backup</source>
      <translation>Sicherung</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/retention.py" />
      <source>Bytes</source>
      <translation>Bytes</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/retention.py" />
      <source>Days in the trash</source>
      <translation>Tage im Papierkorb</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/retention.py" />
      <source>Drill</source>
      <translation>Wiederherstellungstest</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/retention.py" />
      <source>Export</source>
      <translation>Export</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/retention.py" />
      <source>Import</source>
      <translation>Import</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/retention.py" />
      <source>Keep all</source>
      <translation>Alle behalten</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/retention.py" />
      <source>Newest</source>
      <translation>Neueste</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/retention.py" />
      <source>One a day</source>
      <translation>Einer pro Tag</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/retention.py" />
      <source>One a month</source>
      <translation>Einer pro Monat</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/retention.py" />
      <source>One a week</source>
      <translation>Einer pro Woche</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/retention.py" />
      <source>One a year</source>
      <translation>Einer pro Jahr</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/retention.py" />
      <source>Prune</source>
      <translation>Aufräumen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/retention.py" />
      <source>Restore</source>
      <translation>Wiederherstellung</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/retention.py" />
      <source>Restored</source>
      <translation>Wiederhergestellt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/retention.py" />
      <source>Scan</source>
      <translation>Durchsicht</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/retention.py" />
      <source>Source</source>
      <translation>Quelle</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/retention.py" />
      <source>Structure</source>
      <translation>Struktur</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/retention.py" />
      <source>Usual: {list}</source>
      <translation>Üblich: {list}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/retention.py" />
      <source>Verification</source>
      <translation>Prüfung</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/retention.py" />
      <source>What would become of each snapshot</source>
      <translation>Was aus jedem Snapshot würde</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/schedule.py" />
      <source>(shown in this computer's time)</source>
      <translation>(in der Zeit dieses Computers)</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/schedule.py" />
      <source>Alarms: damage, a tripwire, space</source>
      <translation>Alarme: Schaden, Stolperdraht, Platz</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/schedule.py" />
      <source>Back up</source>
      <translation>Sichern</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/schedule.py" />
      <source>Done, with remarks</source>
      <translation>Fertig, mit Hinweisen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/schedule.py" />
      <source>Ethoscope</source>
      <translation>Ethoscope</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/schedule.py" />
      <source>File</source>
      <translation>Datei</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/schedule.py" />
      <source>Folder</source>
      <translation>Ordner</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/schedule.py" />
      <source>For example: every day at 20:00, or 0 20 * * 1-5.</source>
      <translation>Zum Beispiel: täglich um 20:00, oder 0 20 * * 1-5.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/schedule.py" />
      <source>It is right again</source>
      <translation>Es ist wieder in Ordnung</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/schedule.py" />
      <source>Keyring</source>
      <translation>Schlüsselbund</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/schedule.py" />
      <source>Label or note</source>
      <translation>Bezeichnung oder Notiz</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/schedule.py" />
      <source>Last proven restore at most this old</source>
      <translation>Letzter Nachweis höchstens so alt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/schedule.py" />
      <source>Last proven restore at most this old, in days</source>
      <translation>Letzter Nachweis höchstens so alt, in Tagen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/schedule.py" />
      <source>MariaDB</source>
      <translation>MariaDB</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/schedule.py" />
      <source>Newest snapshot at most this old</source>
      <translation>Neuester Snapshot höchstens so alt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/schedule.py" />
      <source>News: a new database, say</source>
      <translation>Neues: etwa eine neue Datenbank</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/schedule.py" />
      <source>None as long as the line is not understood.</source>
      <translation>Keine, solange die Zeile nicht verstanden wird.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/schedule.py" />
      <source>None: only when somebody asks for it.</source>
      <translation>Keine: nur wenn jemand es verlangt.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/schedule.py" />
      <source>Passphrase</source>
      <translation>Passphrase</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/schedule.py" />
      <source>PostgreSQL</source>
      <translation>PostgreSQL</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/schedule.py" />
      <source>Recovery key</source>
      <translation>Rettungsschlüssel</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/schedule.py" />
      <source>Run a drill</source>
      <translation>Wiederherstellung testen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/schedule.py" />
      <source>SQLite</source>
      <translation>SQLite</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/schedule.py" />
      <source>Something failed</source>
      <translation>Etwas ist gescheitert</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/schedule.py" />
      <source>Something is overdue</source>
      <translation>Etwas ist überfällig</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/schedule.py" />
      <source>Table</source>
      <translation>Tabelle</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/schedule.py" />
      <source>The digest</source>
      <translation>Die Übersicht</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/schedule.py" />
      <source>Verify</source>
      <translation>Prüfen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/schedule.py" />
      <source>When it happens cannot be said ahead.</source>
      <translation>Wann es geschieht, lässt sich nicht vorhersagen.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/schedule.py" />
      <source>no limit</source>
      <translation>keine Grenze</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/schedule.py" />
      <source>{rule}, by the clock of {zone}</source>
      <translation>{rule}, nach der Uhr von {zone}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/schedule.py" />
      <source>{what}: next runs</source>
      <translation>{what}: nächste Läufe</translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/kinds/ethoscope/connect.py" />
      <source>%Ln devices found</source>
      <translation>
        <numerusform>%Ln Gerät gefunden</numerusform>
        <numerusform>%Ln Geräte gefunden</numerusform>
      </translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/ethoscope/connect.py" />
      <source>Continue</source>
      <translation>Weiter</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/ethoscope/connect.py" />
      <source>Devices</source>
      <translation>Geräte</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/ethoscope/connect.py" />
      <source>Devices that were found</source>
      <translation>Gefundene Geräte</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/ethoscope/connect.py" />
      <source>Each device becomes a target: its databases and films, run by run.</source>
      <translation>Jedes Gerät wird eine Datenquelle: seine Datenbanken und Filme, Lauf für Lauf.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/ethoscope/connect.py" />
      <source>Look elsewhere</source>
      <translation>Anderswo suchen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/ethoscope/connect.py" />
      <source>Look for devices</source>
      <translation>Geräte suchen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/ethoscope/connect.py" />
      <source>Looking for devices…</source>
      <translation>Geräte werden gesucht…</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/ethoscope/connect.py" />
      <source>No device keeps anything there.</source>
      <translation>Dort bewahrt kein Gerät etwas auf.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/ethoscope/connect.py" />
      <source>Where are the ethoscopes?</source>
      <translation>Wo sind die Ethoscopes?</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/ethoscope/connect.py" />
      <source>Which of them are to be protected?</source>
      <translation>Welche davon sollen geschützt werden?</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/ethoscope/form.py" />
      <source>A data root that this computer sees as a folder</source>
      <translation>Ein Datenordner, den dieser Rechner als Ordner sieht</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/ethoscope/form.py" />
      <source>Address</source>
      <translation>Adresse</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/ethoscope/form.py" />
      <source>Addresses, a device a line</source>
      <translation>Adressen, ein Gerät je Zeile</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/ethoscope/form.py" />
      <source>Choose the data root</source>
      <translation>Datenordner wählen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/ethoscope/form.py" />
      <source>Choose the private key</source>
      <translation>Privaten Schlüssel wählen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/ethoscope/form.py" />
      <source>Data root</source>
      <translation>Datenordner</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/ethoscope/form.py" />
      <source>Devices that are reached over ssh</source>
      <translation>Geräte, die über ssh erreichbar sind</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/ethoscope/form.py" />
      <source>One address only.</source>
      <translation>Nur eine Adresse.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/ethoscope/form.py" />
      <source>Private key</source>
      <translation>Privater Schlüssel</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/ethoscope/form.py" />
      <source>Such as /mnt/ethoscope_data</source>
      <translation>Etwa /mnt/ethoscope_data</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/ethoscope/form.py" />
      <source>The one that ssh takes by itself</source>
      <translation>Der, den ssh von selbst nimmt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/ethoscope/form.py" />
      <source>Time zone of the devices' clocks</source>
      <translation>Zeitzone der Uhren der Geräte</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/ethoscope/form.py" />
      <source>Where are the data?</source>
      <translation>Wo sind die Daten?</translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/kinds/ethoscope/look.py" />
      <source>%Ln runs</source>
      <translation>
        <numerusform>%Ln Lauf</numerusform>
        <numerusform>%Ln Läufe</numerusform>
      </translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/ethoscope/look.py" />
      <source>protected already, as {target}</source>
      <translation>schon geschützt, als {target}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/ethoscope/look.py" />
      <source>the newest of {moment}</source>
      <translation>der neueste von {moment}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/folder/connect.py" />
      <source>Which folder?</source>
      <translation>Welcher Ordner?</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/folder/connect.py" />
      <source>With all that is in it: films, results, whatever lies in files.</source>
      <translation>Mit allem, was darin ist: Filme, Ergebnisse, was immer in Dateien liegt.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/folder/form.py" />
      <source>A file counts as finished after</source>
      <translation>Eine Datei gilt als fertig nach</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/folder/form.py" />
      <source>Choose the folder to protect</source>
      <translation>Zu schützenden Ordner wählen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/folder/form.py" />
      <source>Everything. Or such as *.h264</source>
      <translation>Alles. Oder etwa *.h264</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/folder/form.py" />
      <source>Leave out, a pattern a line</source>
      <translation>Auslassen, ein Muster je Zeile</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/folder/form.py" />
      <source>Nothing. Or such as *.tmp, cache/</source>
      <translation>Nichts. Oder etwa *.tmp, cache/</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/folder/form.py" />
      <source>One that changed later is being written: it is kept, and marked incomplete.</source>
      <translation>Eine, die sich später änderte, wird gerade geschrieben: sie wird behalten und als unvollständig gezeichnet.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/folder/form.py" />
      <source>Such as /data/films</source>
      <translation>Etwa /data/films</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/folder/form.py" />
      <source>Take only, a pattern a line</source>
      <translation>Nur nehmen, ein Muster je Zeile</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/folder/form.py" />
      <source>The whole path, such as /data/films.</source>
      <translation>Der ganze Pfad, etwa /data/films.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/folder/form.py" />
      <source>What is taken and what is left out</source>
      <translation>Was genommen und was ausgelassen wird</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/folder/form.py" />
      <source>What is taken is shown as soon as something is changed.</source>
      <translation>Was genommen wird, wird gezeigt, sobald etwas geändert ist.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/folder/form.py" />
      <source>What is taken is shown here as soon as a folder is chosen.</source>
      <translation>Was gesichert wird, steht hier, sobald ein Ordner gewählt ist.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/folder/form.py" />
      <source>at once</source>
      <translation>sofort</translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/kinds/folder/told.py" />
      <source>%Ln files</source>
      <translation>
        <numerusform>%Ln Datei</numerusform>
        <numerusform>%Ln Dateien</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/kinds/folder/told.py" />
      <source>%Ln places not readable</source>
      <translation>
        <numerusform>%Ln Stelle nicht lesbar</numerusform>
        <numerusform>%Ln Stellen nicht lesbar</numerusform>
      </translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/folder/told.py" />
      <source>Backed up</source>
      <translation>Gesichert</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/folder/told.py" />
      <source>Nothing would be taken. {words}</source>
      <translation>Nichts würde genommen. {words}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/folder/told.py" />
      <source>Path</source>
      <translation>Pfad</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/folder/told.py" />
      <source>Size</source>
      <translation>Größe</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/folder/told.py" />
      <source>Taken: {files} with {size}</source>
      <translation>Genommen: {files} mit {size}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/folder/told.py" />
      <source>left out</source>
      <translation>ausgelassen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/folder/told.py" />
      <source>left out: {files} with {size}</source>
      <translation>ausgelassen: {files} mit {size}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/folder/told.py" />
      <source>taken</source>
      <translation>genommen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/folder/told.py" />
      <source>{words} so far…</source>
      <translation>{words} bis jetzt…</translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/kinds/mariadb/connect.py" />
      <source>%Ln databases</source>
      <translation>
        <numerusform>%Ln Datenbank</numerusform>
        <numerusform>%Ln Datenbanken</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/kinds/mariadb/connect.py" />
      <source>%Ln tables</source>
      <translation>
        <numerusform>%Ln Tabelle</numerusform>
        <numerusform>%Ln Tabellen</numerusform>
      </translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/mariadb/connect.py" />
      <source>Another login</source>
      <translation>Andere Anmeldung</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/mariadb/connect.py" />
      <source>Connect</source>
      <translation>Verbinden</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/mariadb/connect.py" />
      <source>Connecting…</source>
      <translation>Verbinde …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/mariadb/connect.py" />
      <source>Databases of the server</source>
      <translation>Datenbanken des Servers</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/mariadb/connect.py" />
      <source>The connection does not work.</source>
      <translation>Die Verbindung kommt nicht zustande.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/mariadb/connect.py" />
      <source>The connection is tried at once. LabVault only reads from the databases.</source>
      <translation>Die Verbindung wird sofort versucht. LabVault liest nur aus den Datenbanken.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/mariadb/connect.py" />
      <source>The server answers {user}.</source>
      <translation>Der Server antwortet {user}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/mariadb/connect.py" />
      <source>Where is the server, and who logs in?</source>
      <translation>Wo ist der Server, und wer meldet sich an?</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/mariadb/connect.py" />
      <source>{databases} on {server}</source>
      <translation>{databases} auf {server}</translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/kinds/mariadb/editor.py" />
      <source>%Ln rows</source>
      <translation>
        <numerusform>%Ln Zeile</numerusform>
        <numerusform>%Ln Zeilen</numerusform>
      </translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/mariadb/editor.py" />
      <source>The server answers: {tables} with {rows}.</source>
      <translation>Der Server antwortet: {tables} mit {rows}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/mariadb/form.py" />
      <source>Those that this computer knows</source>
      <translation>Die, die dieser Rechner kennt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/places.py" />
      <source>it is no whole path, such as /data/restored</source>
      <translation>das ist kein ganzer Pfad wie /data/restored</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/postgresql/addition.py" />
      <source>all databases of {server}</source>
      <translation>alle Datenbanken von {server}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/postgresql/connect.py" />
      <source>All of this server, also those that will be made</source>
      <translation>Alle dieses Servers, auch künftige</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/postgresql/connect.py" />
      <source>Or untick it: then the password is asked for after each start.</source>
      <translation>Oder nehmen Sie den Haken weg: dann wird nach jedem Start nach dem Kennwort gefragt.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/postgresql/connect.py" />
      <source>The databases that are ticked</source>
      <translation>Die angehakten Datenbanken</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/postgresql/connect.py" />
      <source>Tick all</source>
      <translation>Alle anhaken</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/postgresql/connect.py" />
      <source>this user may not connect to it</source>
      <translation>dieser Benutzer darf sich nicht damit verbinden</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/postgresql/connect.py" />
      <source>{n} of {all} ticked</source>
      <translation>{n} von {all} angehakt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/registry.py" />
      <source>A folder</source>
      <translation>Ein Ordner</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/registry.py" />
      <source>An SQLite file</source>
      <translation>Eine SQLite-Datei</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/registry.py" />
      <source>Ethoscopes</source>
      <translation>Ethoscopes</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/registry.py" />
      <source>Films, results, whatever lies in files, with patterns for what to take.</source>
      <translation>Filme, Ergebnisse, was immer in Dateien liegt, mit Mustern für das, was genommen wird.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/registry.py" />
      <source>MariaDB or MySQL databases</source>
      <translation>MariaDB- oder MySQL-Datenbanken</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/registry.py" />
      <source>One database file, also while programs write to it.</source>
      <translation>Eine Datenbankdatei, auch während Programme hineinschreiben.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/registry.py" />
      <source>One database of a server, or several, with their users and routines.</source>
      <translation>Eine Datenbank eines Servers oder mehrere, mit ihren Benutzern und Routinen.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/registry.py" />
      <source>One database, several, or all of a server. LabVault only reads them.</source>
      <translation>Eine Datenbank, mehrere oder alle eines Servers. LabVault liest sie nur.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/registry.py" />
      <source>PostgreSQL databases</source>
      <translation>PostgreSQL-Datenbanken</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/registry.py" />
      <source>Runs of devices that film flies: their databases and their films.</source>
      <translation>Läufe von Geräten, die Fliegen filmen: ihre Datenbanken und ihre Filme.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/server_editor.py" />
      <source>Test connection</source>
      <translation>Verbindung testen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/sqlite/connect.py" />
      <source>Programs may have it open and write to it: nothing is held up or lost.</source>
      <translation>Programme dürfen sie offen haben und hineinschreiben: nichts wird aufgehalten oder geht verloren.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/sqlite/connect.py" />
      <source>Which database file?</source>
      <translation>Welche Datenbankdatei?</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/sqlite/form.py" />
      <source>Choose the database file</source>
      <translation>Datenbankdatei wählen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/sqlite/form.py" />
      <source>Database file</source>
      <translation>Datenbankdatei</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/sqlite/form.py" />
      <source>Rows</source>
      <translation>Zeilen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/sqlite/form.py" />
      <source>Such as /data/results.db</source>
      <translation>Etwa /data/results.db</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/sqlite/form.py" />
      <source>Tables of the file</source>
      <translation>Tabellen der Datei</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/sqlite/form.py" />
      <source>The file is damaged. What can be salvaged is backed up, with a warning.</source>
      <translation>Die Datei ist beschädigt. Was sich retten lässt, wird gesichert, mit einem Hinweis.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/sqlite/form.py" />
      <source>The whole path, such as /data/results.db.</source>
      <translation>Der ganze Pfad, etwa /data/results.db.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/sqlite/form.py" />
      <source>Which file?</source>
      <translation>Welche Datei?</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/sqlite/form.py" />
      <source>not readable</source>
      <translation>nicht lesbar</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/sqlite/form.py" />
      <source>{tables} with {rows}, {size}</source>
      <translation>{tables} mit {rows}, {size}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>A file of its own is made for it, and is gone afterwards.</source>
      <translation>Eine eigene Datei wird dafür gemacht und ist danach weg.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>A folder of its own is made for it, and is gone afterwards.</source>
      <translation>Ein eigener Ordner wird dafür gemacht und ist danach weg.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>A server of its own is started for it, and is gone afterwards.</source>
      <translation>Dafür wird ein eigener Server gestartet, der danach weg ist.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>Address of the new database</source>
      <translation>Adresse der neuen Datenbank</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>Beside the live file, under a free name with a number in it</source>
      <translation>Neben die laufende Datei, unter einem freien Namen mit einer Nummer darin</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>Beside the live folder, under a free name with the day in it</source>
      <translation>Neben den laufenden Ordner, unter einem freien Namen mit dem Tag darin</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>Beside the live one, under a free name that LabVault finds</source>
      <translation>Neben die laufende, unter einem freien Namen, den LabVault findet</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>Choose a file to see its beginning.</source>
      <translation>Wählen Sie eine Datei, um ihren Anfang zu sehen.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>Choose a table to see its first rows.</source>
      <translation>Wählen Sie eine Tabelle, um ihre ersten Zeilen zu sehen.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>Delete the old database…</source>
      <translation>Alte Datenbank löschen …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>Delete the old file…</source>
      <translation>Die alte Datei löschen…</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>Delete what gave way…</source>
      <translation>Löschen, was gewichen ist…</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>Each file was read back and compared.</source>
      <translation>Jede Datei wurde zurückgelesen und verglichen.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>Each row was read back and compared.</source>
      <translation>Jede Zeile wurde zurückgelesen und verglichen.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>Every file is equal</source>
      <translation>Jede Datei ist gleich</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>Every row is equal</source>
      <translation>Jede Zeile ist gleich</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>Everything: all files, with their folders, times and rights</source>
      <translation>Alles: alle Dateien, mit ihren Ordnern, Zeiten und Rechten</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>Everything: all tables, with roles and definitions</source>
      <translation>Alles: alle Tabellen, mit Rollen und Definitionen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>Everything: all tables, with users and definitions</source>
      <translation>Alles: alle Tabellen, mit Benutzern und Definitionen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>Everything: the whole file, byte for byte</source>
      <translation>Alles: die ganze Datei, Byte für Byte</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>Files</source>
      <translation>Dateien</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>Find a file</source>
      <translation>Datei suchen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>Find a table</source>
      <translation>Tabelle suchen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>In place of the live file: restored beside, compared, swapped, the old one kept</source>
      <translation>Anstelle der laufenden Datei: daneben wiederhergestellt, verglichen, getauscht, die alte behalten</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>In place of the live folder: restored beside, compared, swapped, the old one kept</source>
      <translation>Anstelle des laufenden Ordners: daneben wiederhergestellt, verglichen, getauscht, der alte behalten</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>In place of the live one: restored beside, compared, swapped, the old one kept</source>
      <translation>Anstelle der laufenden: daneben wiederherstellen, vergleichen, tauschen, die alte behalten</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>Into a new database beside the live one (recommended)</source>
      <translation>In eine neue Datenbank neben der laufenden (empfohlen)</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>Into a new file beside the live one (recommended)</source>
      <translation>In eine neue Datei neben der laufenden (empfohlen)</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>Into a new folder beside the live one (recommended)</source>
      <translation>In einen neuen Ordner neben dem laufenden (empfohlen)</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>It gets its name only when every row was read back and found equal.</source>
      <translation>Ihren Namen bekommt sie erst, wenn jede Zeile zurückgelesen und für gleich befunden ist.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>It gets its name only when it was read back and found equal.</source>
      <translation>Sie bekommt ihren Namen erst, wenn sie zurückgelesen und gleich gefunden ist.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>Let your programs look at {place}, and check what you were missing.</source>
      <translation>Lassen Sie Ihre Programme in {place} nachsehen, und prüfen Sie, was Ihnen gefehlt hat.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>Look into {place}, and check what you were missing.</source>
      <translation>Schauen Sie in {place}, und prüfen Sie, was Ihnen fehlte.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>Name of the database to be replaced</source>
      <translation>Name der Datenbank, die ersetzt wird</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>Name of the file to be replaced</source>
      <translation>Name der zu ersetzenden Datei</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>Name of the folder to be replaced</source>
      <translation>Name des zu ersetzenden Ordners</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>Nothing gets its name before it was read back and found equal.</source>
      <translation>Nichts bekommt seinen Namen, bevor es zurückgelesen und gleich gefunden ist.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>Only the folders and files that are ticked below</source>
      <translation>Nur die Ordner und Dateien, die unten angehakt sind</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>Only the schemas and tables that are ticked below</source>
      <translation>Nur die Schemas und Tabellen, die unten angehakt sind</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>Only the tables that are ticked below</source>
      <translation>Nur die Tabellen, die unten angehakt sind</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>Only the tables that are ticked below, in a new file</source>
      <translation>Nur die Tabellen, die unten angehakt sind, in einer neuen Datei</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>Tables</source>
      <translation>Tabellen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>The file was read back and compared.</source>
      <translation>Die Datei wurde zurückgelesen und verglichen.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>The live database is not touched.</source>
      <translation>Die laufende Datenbank wird nicht angerührt.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>The live file is not touched.</source>
      <translation>Die laufende Datei wird nicht berührt.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>The live folder is not touched.</source>
      <translation>Der laufende Ordner wird nicht berührt.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>The new file</source>
      <translation>Die neue Datei</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>The new folder</source>
      <translation>Der neue Ordner</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>The old database is kept as {kept}. It takes space until you let it go.</source>
      <translation>Die alte Datenbank bleibt als {kept} erhalten. Sie braucht Platz, bis Sie sie freigeben.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>The old database is kept.</source>
      <translation>Die alte Datenbank bleibt erhalten.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>The old file is kept as {kept}. It takes space until you let it go.</source>
      <translation>Die alte Datei wird als {kept} behalten. Sie braucht Platz, bis Sie sie gehen lassen.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>The old file is kept.</source>
      <translation>Die alte Datei wird behalten.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>The old folder is kept.</source>
      <translation>Der alte Ordner wird behalten.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>To replace it, type the name of the database: {name}</source>
      <translation>Um sie zu ersetzen, geben Sie den Namen der Datenbank ein: {name}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>To replace it, type the name of the file: {name}</source>
      <translation>Um sie zu ersetzen, tippen Sie den Namen der Datei: {name}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>To replace what is there, type the name of the folder: {name}</source>
      <translation>Um zu ersetzen, was da ist, tippen Sie den Namen des Ordners: {name}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>What gave way is kept as {kept}. It takes space until you let it go.</source>
      <translation>Was gewichen ist, wird als {kept} behalten. Es braucht Platz, bis Sie es gehen lassen.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>into a file of its own, in an empty folder</source>
      <translation>in eine eigene Datei, in einem leeren Ordner</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>into a folder that starts empty</source>
      <translation>in einen Ordner, der leer beginnt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>into a server that starts empty</source>
      <translation>in einen Server, der leer beginnt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>{files} ticked. The folders on the way come along.</source>
      <translation>{files} angehakt. Die Ordner auf dem Weg kommen mit.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>{files} with {size}</source>
      <translation>{files} mit {size}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>{tables} ticked. The definitions that are needed come along.</source>
      <translation>{tables} angehakt. Die nötigen Definitionen kommen mit.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/kinds/words.py" />
      <source>{tables} with {rows}</source>
      <translation>{tables} mit {rows}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/main_window.py" />
      <source>Nothing is running</source>
      <translation>Es läuft nichts</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/about.py" />
      <source>Catalog</source>
      <translation>Katalog</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/about.py" />
      <source>Index cache</source>
      <translation>Zwischenspeicher der Verzeichnisse</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/about.py" />
      <source>Language</source>
      <translation>Sprache</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/about.py" />
      <source>Logs</source>
      <translation>Protokolle</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/about.py" />
      <source>PostgreSQL tools</source>
      <translation>PostgreSQL-Werkzeuge</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/about.py" />
      <source>Profile</source>
      <translation>Profil</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/about.py" />
      <source>System</source>
      <translation>System</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/about.py" />
      <source>none found: pg_dump and its kin must be installed</source>
      <translation>keine gefunden: pg_dump und Verwandte müssen installiert sein</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/about.py" />
      <source>{version} in {folder}</source>
      <translation>{version} in {folder}</translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/models/activity.py" />
      <source>%Ln jobs</source>
      <translation>
        <numerusform>%Ln Auftrag</numerusform>
        <numerusform>%Ln Aufträge</numerusform>
      </translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>1 job is running</source>
      <translation>1 Auftrag läuft</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>Any state</source>
      <translation>Jeder Zustand</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>Backing up {target}</source>
      <translation>{target} wird gesichert</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>Damaged</source>
      <translation>Beschädigt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>Done</source>
      <translation>Fertig</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>Done, with warnings</source>
      <translation>Fertig, mit Hinweisen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>Every snapshot that is listed is whole. The next prune goes on.</source>
      <translation>Jeder aufgeführte Snapshot ist vollständig. Das nächste Aufräumen macht weiter.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>Exporting {target}</source>
      <translation>{target} wird exportiert</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>Failed</source>
      <translation>Fehler</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>Gap: never recorded or lost</source>
      <translation>Lücke: nie aufgenommen oder verloren</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>Given up</source>
      <translation>Aufgegeben</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>Given up or failed</source>
      <translation>Aufgegeben oder gescheitert</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>Given up, seen</source>
      <translation>Aufgegeben, gesehen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>Giving back space in {target}</source>
      <translation>Platz in {target} wird freigegeben</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>Importing {target}</source>
      <translation>{target} wird übernommen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>Incomplete: was being recorded</source>
      <translation>Unvollständig: wurde gerade aufgenommen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>It had not begun: nothing was changed.</source>
      <translation>Er hatte nicht begonnen: nichts wurde geändert.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>Job</source>
      <translation>Auftrag</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>Missing on the device</source>
      <translation>Fehlt auf dem Gerät</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>New</source>
      <translation>Neu</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>No snapshot was made. What was stored so far is used again by the next backup.</source>
      <translation>Kein Snapshot entstand. Was schon gespeichert ist, verwendet die nächste Sicherung weiter.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>Nothing got its final name. What was loaded waits under an unfinished name; a restore to the same place goes on with it or begins afresh.</source>
      <translation>Nichts hat seinen endgültigen Namen bekommen. Was geladen wurde, wartet unter einem vorläufigen Namen; eine Wiederherstellung an denselben Ort macht damit weiter oder beginnt neu.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>Nothing was changed.</source>
      <translation>Nichts wurde geändert.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>Nothing was changed. What was not read is not proven by it.</source>
      <translation>Nichts wurde geändert. Was nicht gelesen wurde, ist damit nicht nachgewiesen.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>On device only</source>
      <translation>Nur auf dem Gerät</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>Read</source>
      <translation>Gelesen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>Restore drill of {target}</source>
      <translation>Wiederherstellungstest von {target}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>Restoring {target}</source>
      <translation>{target} wird wiederhergestellt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>Running</source>
      <translation>Läuft</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>Scanning {target}</source>
      <translation>{target} wird durchgesehen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>Sent</source>
      <translation>Gesendet</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>State</source>
      <translation>Zustand</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>Stopped</source>
      <translation>Angehalten</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>Stopping…</source>
      <translation>Wird angehalten …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>Target</source>
      <translation>Datenquelle</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>The scratch server is gone. Nothing was changed, nothing was proven.</source>
      <translation>Der Testserver ist weg. Nichts wurde geändert, nichts nachgewiesen.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>Took</source>
      <translation>Dauer</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>Verified</source>
      <translation>Geprüft</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>Verifying {target}</source>
      <translation>{target} wird geprüft</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>Waiting</source>
      <translation>Wartet</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>Waiting, next try {moment}</source>
      <translation>Wartet, nächster Versuch {moment}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>When</source>
      <translation>Wann</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>added</source>
      <translation>hinzugekommen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>begun {moment}</source>
      <translation>begonnen {moment}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>changed</source>
      <translation>geändert</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>coming</source>
      <translation>kommt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>current</source>
      <translation>jetzt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>done</source>
      <translation>fertig</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>job {n}</source>
      <translation>Auftrag {n}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>removed</source>
      <translation>entfernt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>the same</source>
      <translation>gleich</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>took {time}</source>
      <translation>dauerte {time}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>try {n} of {most}</source>
      <translation>Versuch {n} von {most}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>{jobs} given up</source>
      <translation>{jobs} aufgegeben</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>{job} of {target} was stopped.</source>
      <translation>{job} von {target} wurde angehalten.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>{n} done</source>
      <translation>{n} fertig</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>{n} failed or given up</source>
      <translation>{n} gescheitert oder aufgegeben</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>{n} jobs are running</source>
      <translation>{n} Aufträge laufen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>{n} stopped</source>
      <translation>{n} angehalten</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>{n} with warnings</source>
      <translation>{n} mit Hinweisen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>{running} running · {waiting} waiting · {all} in the history</source>
      <translation>{running} laufen · {waiting} warten · {all} im Verlauf</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>{size} new</source>
      <translation>{size} neu</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>{size} read</source>
      <translation>{size} gelesen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>{size}/s</source>
      <translation>{size}/s</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>{some} of {whole}</source>
      <translation>{some} von {whole}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>{time} at work</source>
      <translation>{time} an der Arbeit</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>{time} left</source>
      <translation>noch {time}</translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/models/channels.py" />
      <source>%Ln channels are told</source>
      <translation>
        <numerusform>%Ln Kanal wird benachrichtigt</numerusform>
        <numerusform>%Ln Kanäle werden benachrichtigt</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/models/channels.py" />
      <source>%Ln messages were given up</source>
      <translation>
        <numerusform>%Ln Nachricht wurde aufgegeben</numerusform>
        <numerusform>%Ln Nachrichten wurden aufgegeben</numerusform>
      </translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/channels.py" />
      <source>Channel</source>
      <translation>Kanal</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/channels.py" />
      <source>Correct the channel, then send again.</source>
      <translation>Berichtigen Sie den Kanal, dann senden Sie noch einmal.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/channels.py" />
      <source>Digest: {period}.</source>
      <translation>Übersicht: {period}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/channels.py" />
      <source>Gap</source>
      <translation>Lücke</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/channels.py" />
      <source>Incomplete</source>
      <translation>Unvollständig</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/channels.py" />
      <source>Missing</source>
      <translation>Fehlt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/channels.py" />
      <source>Nobody is told of failures</source>
      <translation>Niemand erfährt von Fehlern</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/channels.py" />
      <source>Told of</source>
      <translation>Erfährt von</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/channels.py" />
      <source>Tries</source>
      <translation>Versuche</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/channels.py" />
      <source>What</source>
      <translation>Was</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/channels.py" />
      <source>When something fails, nobody is told but the one before this window.</source>
      <translation>Wenn etwas scheitert, erfährt es nur, wer vor diesem Fenster sitzt.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/channels.py" />
      <source>Where it is kept</source>
      <translation>Wo sie aufbewahrt wird</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/channels.py" />
      <source>alarms</source>
      <translation>Alarme</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/channels.py" />
      <source>digest</source>
      <translation>Übersicht</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/channels.py" />
      <source>every day</source>
      <translation>täglich</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/channels.py" />
      <source>every week</source>
      <translation>wöchentlich</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/channels.py" />
      <source>everything</source>
      <translation>alles</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/channels.py" />
      <source>failures</source>
      <translation>Fehler</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/channels.py" />
      <source>never</source>
      <translation>nie</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/channels.py" />
      <source>news</source>
      <translation>Neues</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/channels.py" />
      <source>nothing</source>
      <translation>nichts</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/channels.py" />
      <source>overdue</source>
      <translation>Überfälliges</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/channels.py" />
      <source>recoveries</source>
      <translation>Entwarnungen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/channels.py" />
      <source>remarks</source>
      <translation>Hinweise</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/channels.py" />
      <source>the environment</source>
      <translation>die Umgebung</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/channels.py" />
      <source>this computer's keyring</source>
      <translation>der Schlüsselbund dieses Computers</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/channels.py" />
      <source>this window</source>
      <translation>dieses Fenster</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/channels.py" />
      <source>{n} daily</source>
      <translation>{n} täglich</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/channels.py" />
      <source>{n} monthly</source>
      <translation>{n} monatlich</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/channels.py" />
      <source>{n} newest</source>
      <translation>{n} neueste</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/channels.py" />
      <source>{n} weekly</source>
      <translation>{n} wöchentlich</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/channels.py" />
      <source>{n} yearly</source>
      <translation>{n} jährlich</translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/models/contents.py" />
      <source>%Ln snapshots</source>
      <translation>
        <numerusform>%Ln Snapshot</numerusform>
        <numerusform>%Ln Snapshots</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/models/contents.py" />
      <source>%Ln targets</source>
      <translation>
        <numerusform>%Ln Datenquelle</numerusform>
        <numerusform>%Ln Datenquellen</numerusform>
      </translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/contents.py" />
      <source>It can be opened, and backed up into.</source>
      <translation>Sie kann geöffnet werden, und es kann in sie gesichert werden.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/contents.py" />
      <source>Kind</source>
      <translation>Art</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/contents.py" />
      <source>Oldest</source>
      <translation>Älteste</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/contents.py" />
      <source>Size of the newest</source>
      <translation>Größe des neuesten</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/contents.py" />
      <source>Snapshots</source>
      <translation>Snapshots</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/contents.py" />
      <source>The repository is empty</source>
      <translation>Die Ablage ist leer</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/contents.py" />
      <source>This repository is known here already, as {name}</source>
      <translation>Diese Ablage ist hier schon bekannt, als {name}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/contents.py" />
      <source>the newest is of {moment}</source>
      <translation>der neueste ist von {moment}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/contents.py" />
      <source>{size} stored</source>
      <translation>{size} gespeichert</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/contents.py" />
      <source>{snapshots} of {targets}</source>
      <translation>{snapshots} von {targets}</translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/models/drill.py" />
      <source>%Ln items</source>
      <translation>
        <numerusform>%Ln Eintrag</numerusform>
        <numerusform>%Ln Einträge</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/models/drill.py" />
      <source>%Ln problems</source>
      <translation>
        <numerusform>%Ln Problem</numerusform>
        <numerusform>%Ln Probleme</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/models/drill.py" />
      <source>%Ln questions</source>
      <translation>
        <numerusform>%Ln Frage</numerusform>
        <numerusform>%Ln Fragen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/models/drill.py" />
      <source>%Ln wrong answers</source>
      <translation>
        <numerusform>%Ln falsche Antwort</numerusform>
        <numerusform>%Ln falsche Antworten</numerusform>
      </translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/drill.py" />
      <source>Check</source>
      <translation>Prüfen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/drill.py" />
      <source>Equal, but it took {time}</source>
      <translation>Gleich, aber es dauerte {time}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/drill.py" />
      <source>It answers</source>
      <translation>Sie antwortet</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/drill.py" />
      <source>It restores</source>
      <translation>Es lässt sich wiederherstellen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/drill.py" />
      <source>Measure and limit</source>
      <translation>Messwert und Grenze</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/drill.py" />
      <source>No limit</source>
      <translation>Keine Grenze</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/drill.py" />
      <source>Not equal</source>
      <translation>Nicht gleich</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/drill.py" />
      <source>Not equal: {problems}</source>
      <translation>Nicht gleich: {problems}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/drill.py" />
      <source>Passed</source>
      <translation>Bestanden</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/drill.py" />
      <source>Proven: {target} restores in {time}</source>
      <translation>Nachgewiesen: {target} ist in {time} wiederhergestellt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/drill.py" />
      <source>Result</source>
      <translation>Ergebnis</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/drill.py" />
      <source>Snapshot of</source>
      <translation>Snapshot von</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/drill.py" />
      <source>The drill could not be run</source>
      <translation>Der Test konnte nicht laufen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/drill.py" />
      <source>The drill was stopped</source>
      <translation>Der Test wurde angehalten</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/drill.py" />
      <source>Time to restore</source>
      <translation>Dauer der Wiederherstellung</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/drill.py" />
      <source>To come</source>
      <translation>Kommt noch</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/drill.py" />
      <source>Too much</source>
      <translation>Zu viel</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/drill.py" />
      <source>Too slow</source>
      <translation>Zu langsam</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/drill.py" />
      <source>What was restored is gone. Nothing of {target} was touched.</source>
      <translation>Was wiederhergestellt wurde, ist weg. Nichts von {target} wurde berührt.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/drill.py" />
      <source>Work that would be lost</source>
      <translation>Arbeit, die verloren wäre</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/drill.py" />
      <source>{contents}: counted, and compared by their hashes</source>
      <translation>{contents}: gezählt und an ihren Prüfsummen verglichen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/drill.py" />
      <source>{items}, {rows}</source>
      <translation>{items}, {rows}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/drill.py" />
      <source>{problems} in {items}</source>
      <translation>{problems} in {items}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/drill.py" />
      <source>{questions} answered</source>
      <translation>{questions} beantwortet</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/drill.py" />
      <source>{tables}: each is asked</source>
      <translation>{tables}: jede wird abgefragt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/drill.py" />
      <source>{wrong} to {questions}</source>
      <translation>{wrong} auf {questions}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/fate.py" />
      <source>Come back</source>
      <translation>Kommen zurück</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/fate.py" />
      <source>Giving way, kept in a folder beside: {files}</source>
      <translation>Weichen und werden in einem Ordner daneben behalten: {files}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/fate.py" />
      <source>In the snapshot</source>
      <translation>Im Snapshot</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/fate.py" />
      <source>Live now</source>
      <translation>Jetzt live</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/fate.py" />
      <source>New: {files}</source>
      <translation>Neu: {files}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/fate.py" />
      <source>Restored under another name, beside the one there: {files}</source>
      <translation>Unter anderem Namen wiederhergestellt, neben der vorhandenen: {files}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/fate.py" />
      <source>Skipped, for another one is there: {files}</source>
      <translation>Übergangen, weil eine andere da ist: {files}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/fate.py" />
      <source>There already, and the same: {files}</source>
      <translation>Schon da, und dieselbe: {files}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/fate.py" />
      <source>Would vanish</source>
      <translation>Würden verschwinden</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/fate.py" />
      <source>about {n}</source>
      <translation>etwa {n}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/fate.py" />
      <source>none</source>
      <translation>keiner</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/fate.py" />
      <source>not in it</source>
      <translation>nicht darin</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/fate.py" />
      <source>not there</source>
      <translation>nicht da</translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/models/film_tree.py" />
      <source>%Ln films</source>
      <translation>
        <numerusform>%Ln Film</numerusform>
        <numerusform>%Ln Filme</numerusform>
      </translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/film_tree.py" />
      <source>All films</source>
      <translation>Alle Filme</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/film_tree.py" />
      <source>Device, run</source>
      <translation>Gerät, Lauf</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/film_tree.py" />
      <source>Films</source>
      <translation>Filme</translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/models/films.py" />
      <source>%Ln films are damaged</source>
      <translation>
        <numerusform>%Ln Film ist beschädigt</numerusform>
        <numerusform>%Ln Filme sind beschädigt</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/models/films.py" />
      <source>%Ln films are on their device only</source>
      <translation>
        <numerusform>%Ln Film ist nur auf seinem Gerät</numerusform>
        <numerusform>%Ln Filme sind nur auf ihrem Gerät</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/models/films.py" />
      <source>%Ln films missing on their device</source>
      <translation>
        <numerusform>%Ln Film fehlt auf dem Gerät</numerusform>
        <numerusform>%Ln Filme fehlen auf dem Gerät</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/models/films.py" />
      <source>%Ln films not verified yet</source>
      <translation>
        <numerusform>%Ln Film noch nicht geprüft</numerusform>
        <numerusform>%Ln Filme noch nicht geprüft</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/models/films.py" />
      <source>%Ln gaps</source>
      <translation>
        <numerusform>%Ln Lücke</numerusform>
        <numerusform>%Ln Lücken</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/models/films.py" />
      <source>%Ln incomplete films</source>
      <translation>
        <numerusform>%Ln unvollständiger Film</numerusform>
        <numerusform>%Ln unvollständige Filme</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/models/films.py" />
      <source>%Ln sources cannot be looked at</source>
      <translation>
        <numerusform>%Ln Quelle kann nicht angesehen werden</numerusform>
        <numerusform>%Ln Quellen können nicht angesehen werden</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/models/films.py" />
      <source>%Ln verified films</source>
      <translation>
        <numerusform>%Ln geprüfter Film</numerusform>
        <numerusform>%Ln geprüfte Filme</numerusform>
      </translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/films.py" />
      <source>All films are backed up</source>
      <translation>Alle Filme sind gesichert</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/films.py" />
      <source>Files: {day} of today, {week} of this week, {older} older</source>
      <translation>Dateien: {day} von heute, {week} aus dieser Woche, {older} ältere</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/films.py" />
      <source>It was a full one: nothing was spared yet.</source>
      <translation>Es war ein voller Blick: Noch wurde nichts gespart.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/films.py" />
      <source>Known without touching: {ratio} %</source>
      <translation>Ohne Anfassen bekannt: {ratio} %</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/films.py" />
      <source>Last look: {age}</source>
      <translation>Zuletzt angesehen: {age}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/films.py" />
      <source>No video folder is protected yet</source>
      <translation>Noch ist kein Videoordner geschützt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/films.py" />
      <source>Part {number}</source>
      <translation>Teil {number}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/films.py" />
      <source>The films cannot be looked at</source>
      <translation>Die Filme können nicht angesehen werden</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/films.py" />
      <source>There are no films yet</source>
      <translation>Es gibt noch keine Filme</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/films.py" />
      <source>Time saved by that: {time}</source>
      <translation>Dadurch gesparte Zeit: {time}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/films.py" />
      <source>about {time}</source>
      <translation>etwa {time}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/films.py" />
      <source>cannot be opened</source>
      <translation>lässt sich nicht öffnen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/films.py" />
      <source>does not begin like an H.264 stream</source>
      <translation>beginnt nicht wie ein H.264-Strom</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/films.py" />
      <source>ends inside a picture</source>
      <translation>endet mitten in einem Bild</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/films.py" />
      <source>has broken pictures</source>
      <translation>hat kaputte Bilder</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/films.py" />
      <source>is empty</source>
      <translation>ist leer</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/films.py" />
      <source>is no H.264 stream</source>
      <translation>ist kein H.264-Strom</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/films.py" />
      <source>is no film</source>
      <translation>ist kein Film</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/films.py" />
      <source>it is a JPEG picture</source>
      <translation>es ist ein JPEG-Bild</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/films.py" />
      <source>it is a Matroska film</source>
      <translation>es ist ein Matroska-Film</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/films.py" />
      <source>it is a PDF document</source>
      <translation>es ist ein PDF-Dokument</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/films.py" />
      <source>it is a PNG picture</source>
      <translation>es ist ein PNG-Bild</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/films.py" />
      <source>it is a ZIP archive</source>
      <translation>es ist ein ZIP-Archiv</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/films.py" />
      <source>it is a bare stream of H.264</source>
      <translation>es ist ein reiner H.264-Strom</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/films.py" />
      <source>it is a gzip file</source>
      <translation>es ist eine gzip-Datei</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/films.py" />
      <source>it is a program</source>
      <translation>es ist ein Programm</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/films.py" />
      <source>it is an AVI film or a sound</source>
      <translation>es ist ein AVI-Film oder ein Ton</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/films.py" />
      <source>it is an MP4 film</source>
      <translation>es ist ein MP4-Film</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/films.py" />
      <source>it is an SQLite database</source>
      <translation>es ist eine SQLite-Datenbank</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/films.py" />
      <source>it is nothing but zeros</source>
      <translation>es sind lauter Nullen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/films.py" />
      <source>it is text</source>
      <translation>es ist Text</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/films.py" />
      <source>its recording or a copy of it was cut short</source>
      <translation>die Aufnahme oder eine Kopie davon wurde abgeschnitten</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/films.py" />
      <source>its recording was cut short</source>
      <translation>die Aufnahme wurde abgeschnitten</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/films.py" />
      <source>no file</source>
      <translation>keine Datei</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/films.py" />
      <source>{films} with {size}</source>
      <translation>{films} mit {size}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/films.py" />
      <source>{number} fps</source>
      <translation>{number} Bilder/s</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/first_backup.py" />
      <source>All of it is protected already.</source>
      <translation>Alles davon ist schon geschützt.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/first_backup.py" />
      <source>Backed up and verified, with remarks; Activity shows them.</source>
      <translation>Gesichert und geprüft, mit Hinweisen; Aktivität zeigt sie.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/first_backup.py" />
      <source>Backed up, read back and verified.</source>
      <translation>Gesichert, zurückgelesen und geprüft.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/first_backup.py" />
      <source>First verification</source>
      <translation>Erste Prüfung</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/first_backup.py" />
      <source>It was stopped.</source>
      <translation>Es wurde angehalten.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/first_backup.py" />
      <source>Nothing was added</source>
      <translation>Nichts kam hinzu</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/first_backup.py" />
      <source>The first backup did not end well</source>
      <translation>Die erste Sicherung ging nicht gut aus</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/first_backup.py" />
      <source>Waits</source>
      <translation>Wartet</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/first_backup.py" />
      <source>structure: {items} in {time}</source>
      <translation>Struktur: {items} in {time}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/first_backup.py" />
      <source>{n} of {all} first backups did not end well</source>
      <translation>{n} von {all} ersten Sicherungen gingen nicht gut aus</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/first_backup.py" />
      <source>{n} targets are protected</source>
      <translation>{n} Datenquellen sind geschützt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/first_backup.py" />
      <source>{target} is protected</source>
      <translation>{target} ist geschützt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/item_grouping.py" />
      <source>Definitions, roles and the rest</source>
      <translation>Definitionen, Rollen und der Rest</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/item_grouping.py" />
      <source>Tables of {file}</source>
      <translation>Tabellen von {file}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/items.py" />
      <source>Hash</source>
      <translation>Hash</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/items.py" />
      <source>Item</source>
      <translation>Eintrag</translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/models/keys.py" />
      <source>%Ln entries</source>
      <translation>
        <numerusform>%Ln Eintrag</numerusform>
        <numerusform>%Ln Einträge</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/models/keys.py" />
      <source>%Ln objects in the trash cannot be read</source>
      <translation>
        <numerusform>%Ln Objekt im Papierkorb ist nicht lesbar</numerusform>
        <numerusform>%Ln Objekte im Papierkorb sind nicht lesbar</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/models/keys.py" />
      <source>%Ln unreadable objects</source>
      <translation>
        <numerusform>%Ln unlesbares Objekt</numerusform>
        <numerusform>%Ln unlesbare Objekte</numerusform>
      </translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/keys.py" />
      <source>Computer</source>
      <translation>Computer</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/keys.py" />
      <source>Content</source>
      <translation>Inhalt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/keys.py" />
      <source>Entry</source>
      <translation>Eintrag</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/keys.py" />
      <source>Id</source>
      <translation>Kennung</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/keys.py" />
      <source>It cannot be brought back from here: look into another copy of the repository if there is one. Emptying the trash lets go of it.</source>
      <translation>Von hier lässt es sich nicht zurückholen: Sehen Sie in einer anderen Kopie der Ablage nach, wenn es eine gibt. Wird der Papierkorb geleert, ist es endgültig weg.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/keys.py" />
      <source>Key</source>
      <translation>Schlüssel</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/keys.py" />
      <source>Keys were changed</source>
      <translation>Schlüssel wurden geändert</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/keys.py" />
      <source>Lost data was given up</source>
      <translation>Verlorene Daten wurden aufgegeben</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/keys.py" />
      <source>Made</source>
      <translation>Erstellt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/keys.py" />
      <source>Refused, without the manager's password: {action}</source>
      <translation>Verweigert, ohne Kennwort der Leitung: {action}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/keys.py" />
      <source>Removed</source>
      <translation>Entfernt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/keys.py" />
      <source>Rests until</source>
      <translation>Ruht bis</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/keys.py" />
      <source>Snapshot {subject} was deleted from the trash for good</source>
      <translation>Snapshot {subject} wurde endgültig aus dem Papierkorb gelöscht</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/keys.py" />
      <source>Snapshot {subject} was made</source>
      <translation>Snapshot {subject} entstand</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/keys.py" />
      <source>Snapshot {subject} was put back from the trash</source>
      <translation>Snapshot {subject} wurde aus dem Papierkorb zurückgelegt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/keys.py" />
      <source>Snapshot {subject} was removed</source>
      <translation>Snapshot {subject} wurde entfernt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/keys.py" />
      <source>Something was said of snapshot {subject}</source>
      <translation>Zu Snapshot {subject} wurde etwas notiert</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/keys.py" />
      <source>Space was given back</source>
      <translation>Platz wurde freigegeben</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/keys.py" />
      <source>The chain is broken: {count}, {problems}. {name}: {how}.</source>
      <translation>Die Kette ist gebrochen: {count}, {problems}. {name}: {how}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/keys.py" />
      <source>The chain is whole: {count}, none missing, changed or forked.</source>
      <translation>Die Kette ist vollständig: {count}, nichts fehlt, ist verändert oder gegabelt.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/keys.py" />
      <source>The recovery key was typed back</source>
      <translation>Der Rettungsschlüssel wurde abgetippt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/keys.py" />
      <source>The repository was made</source>
      <translation>Die Ablage wurde angelegt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/keys.py" />
      <source>Where it is</source>
      <translation>Wo er ist</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/keys.py" />
      <source>Who</source>
      <translation>Wer</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/keys.py" />
      <source>Why</source>
      <translation>Warum</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/keys.py" />
      <source>and {n} more</source>
      <translation>und {n} weitere</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/keys.py" />
      <source>in another computer's keyring</source>
      <translation>im Schlüsselbund eines anderen Computers</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/keys.py" />
      <source>in somebody's memory</source>
      <translation>in jemandes Gedächtnis</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/keys.py" />
      <source>in this computer's keyring</source>
      <translation>im Schlüsselbund dieses Computers</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/keys.py" />
      <source>on paper</source>
      <translation>auf Papier</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/keys.py" />
      <source>unknown</source>
      <translation>unbekannt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/log_lines.py" />
      <source>Warning: and {n} more</source>
      <translation>Warnung: und {n} weitere</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/log_lines.py" />
      <source>Warning: {what}</source>
      <translation>Warnung: {what}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/log_lines.py" />
      <source>about {size}</source>
      <translation>etwa {size}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/log_lines.py" />
      <source>cancelled</source>
      <translation>abgebrochen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/log_lines.py" />
      <source>dead</source>
      <translation>aufgegeben</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/log_lines.py" />
      <source>queued</source>
      <translation>eingereiht</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/log_lines.py" />
      <source>stopped</source>
      <translation>angehalten</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/log_lines.py" />
      <source>succeeded</source>
      <translation>gelungen</translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/models/overview.py" />
      <source>%Ln days</source>
      <translation>
        <numerusform>%Ln Tag</numerusform>
        <numerusform>%Ln Tagen</numerusform>
      </translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/overview.py" />
      <source>1 repository needs you</source>
      <translation>1 Ablage braucht Sie</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/overview.py" />
      <source>1 target needs you</source>
      <translation>1 Datenquelle braucht Sie</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/overview.py" />
      <source>All is well</source>
      <translation>Alles in Ordnung</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/overview.py" />
      <source>Back it up now, or look at its schedule.</source>
      <translation>Sichern Sie jetzt, oder sehen Sie sich den Zeitplan an.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/overview.py" />
      <source>Backing up</source>
      <translation>Wird gesichert</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/overview.py" />
      <source>Backing up {part} %</source>
      <translation>{part} % gesichert</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/overview.py" />
      <source>No restore of {target} was proven within {days}</source>
      <translation>{target}: seit über {days} keine Wiederherstellung bewiesen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/overview.py" />
      <source>Not yet backed up</source>
      <translation>Noch nie gesichert</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/overview.py" />
      <source>Nothing is protected yet</source>
      <translation>Noch ist nichts geschützt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/overview.py" />
      <source>Overdue</source>
      <translation>Überfällig</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/overview.py" />
      <source>Paused</source>
      <translation>Pausiert</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/overview.py" />
      <source>Protected</source>
      <translation>Geschützt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/overview.py" />
      <source>Run a drill.</source>
      <translation>Testen Sie eine Wiederherstellung.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/overview.py" />
      <source>Tell LabVault what to protect and where to keep it.</source>
      <translation>Sagen Sie LabVault, was es schützen und wo es das aufbewahren soll.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/overview.py" />
      <source>The last backup of {target} failed</source>
      <translation>Die letzte Sicherung von {target} ist gescheitert</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/overview.py" />
      <source>The last one was {moment}. Run a drill.</source>
      <translation>Die letzte war {moment}. Testen Sie eine Wiederherstellung.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/overview.py" />
      <source>The newest snapshot is of {moment}. Back it up now, or look at its schedule.</source>
      <translation>Der neueste Snapshot ist von {moment}. Sichern Sie jetzt, oder sehen Sie sich den Zeitplan an.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/overview.py" />
      <source>by hand</source>
      <translation>von Hand</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/overview.py" />
      <source>last proven restore {moment}</source>
      <translation>letzter Nachweis {moment}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/overview.py" />
      <source>newest, {limit}</source>
      <translation>Alter, {limit}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/overview.py" />
      <source>next run</source>
      <translation>nächster Lauf</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/overview.py" />
      <source>no restore was proven yet</source>
      <translation>noch keine Wiederherstellung nachgewiesen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/overview.py" />
      <source>no size known yet</source>
      <translation>noch keine Größe bekannt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/overview.py" />
      <source>of {total}, {rate}/s</source>
      <translation>von {total}, {rate}/s</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/overview.py" />
      <source>paused</source>
      <translation>pausiert</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/overview.py" />
      <source>proven in {time}</source>
      <translation>Nachweis in {time}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/overview.py" />
      <source>proven restore</source>
      <translation>Nachweis</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/overview.py" />
      <source>size from {first} to {last}</source>
      <translation>Größe von {first} auf {last}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/overview.py" />
      <source>size {size}</source>
      <translation>Größe {size}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/overview.py" />
      <source>time left</source>
      <translation>Restzeit</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/overview.py" />
      <source>{count} repositories need you</source>
      <translation>{count} Ablagen brauchen Sie</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/overview.py" />
      <source>{count} targets need you</source>
      <translation>{count} Datenquellen brauchen Sie</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/overview.py" />
      <source>{covered} of {all} with a snapshot</source>
      <translation>{covered} von {all} mit einem Snapshot</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/overview.py" />
      <source>{target} has never been backed up (limit {limit})</source>
      <translation>{target} wurde noch nie gesichert (Grenze {limit})</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/overview.py" />
      <source>{target} has not been backed up for {time} (limit {limit})</source>
      <translation>{target}: {time} ohne Sicherung (Grenze {limit})</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/place.py" />
      <source>Give the whole path, such as /media/usb/backups.</source>
      <translation>Geben Sie den ganzen Pfad an, etwa /media/usb/backups.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/place.py" />
      <source>Open the share in the file manager first, then choose its folder here.</source>
      <translation>Öffnen Sie die Freigabe zuerst im Dateimanager, dann wählen Sie hier ihren Ordner.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/place.py" />
      <source>The folder is not empty. Choose an empty one, or type a new name below it.</source>
      <translation>Der Ordner ist nicht leer. Wählen Sie einen leeren, oder hängen Sie einen neuen Namen an.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/place.py" />
      <source>There is a repository already. Choose another folder, or open that one.</source>
      <translation>Dort liegt schon eine Ablage. Wählen Sie einen anderen Ordner, oder öffnen Sie diese.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/place.py" />
      <source>There is no such place, or it does not answer.</source>
      <translation>Diesen Ort gibt es nicht, oder er antwortet nicht.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/place.py" />
      <source>You may not write there.</source>
      <translation>Sie dürfen dort nicht schreiben.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/place.py" />
      <source>{free} free</source>
      <translation>{free} frei</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/place.py" />
      <source>{free}, but on a disk of this computer's own system: when it dies, its backups die with it. Another drive, a NAS or an object store is safer.</source>
      <translation>{free}, aber auf einem Laufwerk mit dem System dieses Computers: stirbt es, sterben die Sicherungen mit. Ein anderes Laufwerk, ein NAS oder ein Objektspeicher ist sicherer.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/place.py" />
      <source>{free}, but the first backup may need {needed}.</source>
      <translation>{free}, aber die erste Sicherung braucht vielleicht {needed}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/place.py" />
      <source>{free}, on a disk of its own.</source>
      <translation>{free}, auf einem eigenen Laufwerk.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/place.py" />
      <source>{free}, on the share {share}.</source>
      <translation>{free}, auf der Freigabe {share}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/place.py" />
      <source>{free}, the first backup reads {needed}</source>
      <translation>{free}, die erste Sicherung liest {needed}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/place.py" />
      <source>{path} is a file, not a folder.</source>
      <translation>{path} ist eine Datei, kein Ordner.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/proof.py" />
      <source>damaged</source>
      <translation>beschädigt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/proof.py" />
      <source>not yet</source>
      <translation>noch nicht</translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/models/remarks.py" />
      <source>%Ln remarks follow</source>
      <translation>
        <numerusform>%Ln Hinweis folgt</numerusform>
        <numerusform>%Ln Hinweise folgen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/models/repositories.py" />
      <source>%Ln months</source>
      <translation>
        <numerusform>%Ln Monat</numerusform>
        <numerusform>%Ln Monate</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/models/repositories.py" />
      <source>%Ln recovery keys</source>
      <translation>
        <numerusform>%Ln Rettungsschlüssel</numerusform>
        <numerusform>%Ln Rettungsschlüssel</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/models/repositories.py" />
      <source>%Ln repositories are well</source>
      <translation>
        <numerusform>%Ln Ablage ist in Ordnung</numerusform>
        <numerusform>%Ln Ablagen sind in Ordnung</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/models/repositories.py" />
      <source>%Ln repositories need you</source>
      <translation>
        <numerusform>%Ln Ablage braucht Sie</numerusform>
        <numerusform>%Ln Ablagen brauchen Sie</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/models/repositories.py" />
      <source>%Ln years</source>
      <translation>
        <numerusform>%Ln Jahr</numerusform>
        <numerusform>%Ln Jahre</numerusform>
      </translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/repositories.py" />
      <source>A verification failed</source>
      <translation>Eine Prüfung ist gescheitert</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/repositories.py" />
      <source>Back its targets up again, which mends what they still have, and verify all of it. Once everything is found good, prune goes on.</source>
      <translation>Sichern Sie ihre Datenquellen noch einmal, das behebt, was diese noch haben, und prüfen Sie alles. Ist alles gut, geht das Aufräumen weiter.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/repositories.py" />
      <source>Damage is known since {since}; nothing is removed meanwhile</source>
      <translation>Schaden ist bekannt seit {since}; solange wird nichts entfernt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/repositories.py" />
      <source>Health</source>
      <translation>Zustand</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/repositories.py" />
      <source>It does not grow.</source>
      <translation>Sie wächst nicht.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/repositories.py" />
      <source>Needs a look</source>
      <translation>Bitte ansehen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/repositories.py" />
      <source>Never verified</source>
      <translation>Nie geprüft</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/repositories.py" />
      <source>No damage is known</source>
      <translation>Kein Schaden bekannt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/repositories.py" />
      <source>No repository yet</source>
      <translation>Noch keine Ablage</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/repositories.py" />
      <source>Not enough measures yet: it takes backups on a few days.</source>
      <translation>Noch zu wenige Messwerte: es braucht Sicherungen an ein paar Tagen.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/repositories.py" />
      <source>Nothing is removed: a backup changed as never before</source>
      <translation>Nichts wird entfernt: eine Sicherung hat sich geändert wie nie zuvor</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/repositories.py" />
      <source>Nothing is removed: what holds it cannot be read</source>
      <translation>Nichts wird entfernt: was es anhält, ist nicht lesbar</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/repositories.py" />
      <source>Protect something first; its repository is shown here.</source>
      <translation>Schützen Sie zuerst etwas; seine Ablage wird hier gezeigt.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/repositories.py" />
      <source>Repository</source>
      <translation>Ablage</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/repositories.py" />
      <source>Room</source>
      <translation>Platz</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/repositories.py" />
      <source>check it again: {age}</source>
      <translation>bitte wieder prüfen: {age}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/repositories.py" />
      <source>confirmed {age}</source>
      <translation>bestätigt {age}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/repositories.py" />
      <source>enough for more than 10 years</source>
      <translation>genug für mehr als 10 Jahre</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/repositories.py" />
      <source>enough for {span}</source>
      <translation>genug für {span}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/repositories.py" />
      <source>full</source>
      <translation>voll</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/repositories.py" />
      <source>how much fits is not known</source>
      <translation>wie viel hineinpasst, ist nicht bekannt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/repositories.py" />
      <source>it does not grow</source>
      <translation>sie wächst nicht</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/repositories.py" />
      <source>not confirmed</source>
      <translation>nicht bestätigt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/repositories.py" />
      <source>not measured yet</source>
      <translation>noch nicht gemessen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/repositories.py" />
      <source>now</source>
      <translation>jetzt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/repositories.py" />
      <source>{amount} a day, over the last weeks</source>
      <translation>{amount} pro Tag, in den letzten Wochen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/repositories.py" />
      <source>{count} to be checked</source>
      <translation>{count} zu prüfen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/repositories.py" />
      <source>{free}, {enough}</source>
      <translation>{free}, {enough}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/repositories.py" />
      <source>{level} failed {age}</source>
      <translation>{level} gescheitert {age}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/repositories.py" />
      <source>{level} {age}</source>
      <translation>{level} {age}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/repositories.py" />
      <source>{level} {age}, with remarks</source>
      <translation>{level} {age}, mit Hinweisen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/repositories.py" />
      <source>{used} in {snapshots}.</source>
      <translation>{used} in {snapshots}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/repositories.py" />
      <source>{why}. Look whether that is as it should be.</source>
      <translation>{why}. Sehen Sie nach, ob das so sein soll.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>If backups go on as they did, there will be {list}.</source>
      <translation>Wenn die Sicherungen so weitergehen, gibt es {list}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>Kept: {snapshots}, which is all there is today.</source>
      <translation>Behalten: {snapshots}, das ist alles, was es heute gibt.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>Snapshot</source>
      <translation>Snapshot</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>Then</source>
      <translation>Dann</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>There is no snapshot yet.</source>
      <translation>Es gibt noch keinen Snapshot.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>all are kept</source>
      <translation>alle bleiben</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>at least {n}</source>
      <translation>mindestens {n}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>day {place} of {count}</source>
      <translation>Tag {place} von {count}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>found bad, and no rule keeps it</source>
      <translation>schlecht befunden, und keine Regel behält ihn</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>found bad, beside the good ones: {reason}</source>
      <translation>schlecht befunden, neben den guten: {reason}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>kept</source>
      <translation>bleibt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>kept for ever</source>
      <translation>bleibt für immer</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>kept for ever ({label})</source>
      <translation>bleibt für immer ({label})</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>month {place} of {count}</source>
      <translation>Monat {place} von {count}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>newest {place} of {count}</source>
      <translation>neuester {place} von {count}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>no rule keeps it</source>
      <translation>keine Regel behält ihn</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>nothing is removed</source>
      <translation>nichts wird entfernt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>one a day</source>
      <translation>einer pro Tag</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>one a month</source>
      <translation>einer pro Monat</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>one a week</source>
      <translation>einer pro Woche</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>one a year</source>
      <translation>einer pro Jahr</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>one of at least {n}</source>
      <translation>einer von mindestens {n}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>the newest</source>
      <translation>der neueste</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>the newest good</source>
      <translation>der neueste gute</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>the newest verified</source>
      <translation>der neueste geprüfte</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>to the trash</source>
      <translation>in den Papierkorb</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>week {place} of {count}</source>
      <translation>Woche {place} von {count}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>year {place} of {count}</source>
      <translation>Jahr {place} von {count}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>{kept} of {all} kept; {going} to the trash at the next prune.</source>
      <translation>{kept} von {all} werden behalten; {going} beim nächsten Aufräumen in den Papierkorb.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>{snapshots} in {time}</source>
      <translation>{snapshots} in {time}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/roles.py" />
      <source>Action</source>
      <translation>Handlung</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/roles.py" />
      <source>Change a quota</source>
      <translation>Kontingent ändern</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/roles.py" />
      <source>Change keys</source>
      <translation>Schlüssel ändern</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/roles.py" />
      <source>Change the manager's password</source>
      <translation>Kennwort der Leitung ändern</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/roles.py" />
      <source>Change what is kept</source>
      <translation>Aufbewahrung ändern</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/roles.py" />
      <source>Everybody may do everything in {name}. A password reserves what destroys.</source>
      <translation>In {name} darf jeder alles. Ein Kennwort behält vor, was zerstört.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/roles.py" />
      <source>Give space back (prune)</source>
      <translation>Platz freigeben (aufräumen)</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/roles.py" />
      <source>No manager's password is set</source>
      <translation>Kein Kennwort der Leitung gesetzt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/roles.py" />
      <source>Remove a repository</source>
      <translation>Ablage entfernen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/roles.py" />
      <source>Remove a snapshot</source>
      <translation>Snapshot entfernen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/roles.py" />
      <source>Remove a target</source>
      <translation>Datenquelle entfernen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/roles.py" />
      <source>Remove a workspace</source>
      <translation>Arbeitsbereich entfernen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/roles.py" />
      <source>Restore over what is there</source>
      <translation>Über Vorhandenes wiederherstellen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/roles.py" />
      <source>Restore to a new place</source>
      <translation>An einen neuen Ort wiederherstellen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/roles.py" />
      <source>What destroys is the manager's</source>
      <translation>Was zerstört, ist Sache der Leitung</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/roles.py" />
      <source>Who may</source>
      <translation>Wer darf</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/roles.py" />
      <source>after too many wrong passwords</source>
      <translation>nach zu vielen falschen Kennwörtern</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/roles.py" />
      <source>everybody</source>
      <translation>alle</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/roles.py" />
      <source>nobody could be asked</source>
      <translation>niemand konnte gefragt werden</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/roles.py" />
      <source>the manager</source>
      <translation>die Leitung</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/roles.py" />
      <source>the password was wrong</source>
      <translation>das Kennwort war falsch</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/roles.py" />
      <source>{count} actions in {name} ask for the manager's password.</source>
      <translation>{count} Handlungen in {name} fragen nach dem Kennwort der Leitung.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/roles.py" />
      <source>{what}: {why}</source>
      <translation>{what}: {why}</translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/models/sample.py" />
      <source>%Ln devices</source>
      <translation>
        <numerusform>%Ln Gerät</numerusform>
        <numerusform>%Ln Geräte</numerusform>
      </translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/sample.py" />
      <source>Back it up</source>
      <translation>Es sichern</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/sample.py" />
      <source>Back it up again after a day of work</source>
      <translation>Nach einem Arbeitstag noch einmal sichern</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/sample.py" />
      <source>Backed up a day later: {rows}, {read} read, only {stored} new, in {time}</source>
      <translation>Einen Tag später gesichert: {rows}, {read} gelesen, nur {stored} neu, in {time}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/sample.py" />
      <source>Backed up {films} of {devices} with their databases: {read}, in {time}</source>
      <translation>Filme von Geräten gesichert: {films}, {devices}, mit ihren Datenbanken: {read}, in {time}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/sample.py" />
      <source>Backed up: {rows}, {read} read, {stored} stored, in {time}</source>
      <translation>Gesichert: {rows}, {read} gelesen, {stored} gespeichert, in {time}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/sample.py" />
      <source>Build a laboratory: a PostgreSQL server of its own, with a database</source>
      <translation>Ein Labor aufbauen: ein eigener PostgreSQL-Server mit einer Datenbank</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/sample.py" />
      <source>Built a laboratory: a database of {size}</source>
      <translation>Labor aufgebaut: eine Datenbank von {size}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/sample.py" />
      <source>Compare the two snapshots of the database</source>
      <translation>Die beiden Snapshots der Datenbank vergleichen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/sample.py" />
      <source>Compared the two: {changed} of {tables} changed: {names}</source>
      <translation>Verglichen: {changed} von {tables} geändert: {names}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/sample.py" />
      <source>Damage a copy on purpose, and see whether it is found</source>
      <translation>Eine Kopie absichtlich beschädigen und sehen, ob es auffällt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/sample.py" />
      <source>Flipped one bit of a copy: it was found, with the {items} it would cost</source>
      <translation>Ein Bit einer Kopie gekippt: es fiel auf; gekostet hätte es {items}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/sample.py" />
      <source>Let three devices film flies, and back up their films</source>
      <translation>Drei Geräte Fliegen filmen lassen und ihre Filme sichern</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/sample.py" />
      <source>One bit of a copy was flipped, and it was not found</source>
      <translation>Ein Bit einer Kopie wurde gekippt, und es fiel nicht auf</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/sample.py" />
      <source>Restore all of it into a fresh server, and compare every row</source>
      <translation>Alles in einen frischen Server wiederherstellen und jede Zeile vergleichen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/sample.py" />
      <source>Restored into a fresh server in {time}: {rows}, each equal</source>
      <translation>In {time} in einen frischen Server wiederhergestellt: {rows}, jede gleich</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/sample.py" />
      <source>Restored, but not equal: {item}: {what}</source>
      <translation>Wiederhergestellt, aber nicht gleich: {item}: {what}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/sample.py" />
      <source>Verified {items}, and found damage</source>
      <translation>{items} geprüft und Schaden gefunden</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/sample.py" />
      <source>Verified: every byte of {items} is as it was backed up</source>
      <translation>Geprüft: jedes Byte ist, wie es gesichert wurde ({items})</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/sample.py" />
      <source>Verify every byte</source>
      <translation>Jedes Byte prüfen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/schedule.py" />
      <source>Mon–Fri</source>
      <translation>Mo–Fr</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/schedule.py" />
      <source>Not understood: {reason}.</source>
      <translation>Nicht verstanden: {reason}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/schedule.py" />
      <source>Nothing is backed up by itself, so the limit rings unless somebody does.</source>
      <translation>Nichts wird von selbst gesichert; die Grenze schlägt an, wenn es niemand tut.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/schedule.py" />
      <source>Sat, Sun</source>
      <translation>Sa, So</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/schedule.py" />
      <source>Up to {time} lie between two backups: the limit of {limit} would ring in between.</source>
      <translation>Zwischen zwei Sicherungen liegen bis zu {time}: die Grenze von {limit} würde dazwischen anschlagen.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/schedule.py" />
      <source>cron: {line}</source>
      <translation>Cron: {line}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/schedule.py" />
      <source>daily</source>
      <translation>täglich</translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/models/schedule.py" />
      <source>every %n days</source>
      <translation>
        <numerusform>jeden %n. Tag</numerusform>
        <numerusform>alle %n Tage</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/models/schedule.py" />
      <source>every %n h</source>
      <translation>
        <numerusform>jede %n. Stunde</numerusform>
        <numerusform>alle %n h</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/models/schedule.py" />
      <source>every %n min</source>
      <translation>
        <numerusform>jede %n. Minute</numerusform>
        <numerusform>alle %n min</numerusform>
      </translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/schedule.py" />
      <source>every hour</source>
      <translation>stündlich</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/schedule.py" />
      <source>last day</source>
      <translation>letzter Tag</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/schedule.py" />
      <source>monthly on day {days} at {times}</source>
      <translation>monatlich am {days}. um {times}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/schedule.py" />
      <source>when files rested for {time}</source>
      <translation>wenn Dateien {time} geruht haben</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/schedule.py" />
      <source>when the drive is plugged in</source>
      <translation>wenn das Laufwerk angesteckt wird</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/schedule.py" />
      <source>{days} at {times}</source>
      <translation>{days} um {times}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/schedule.py" />
      <source>{weekday}, {moment}</source>
      <translation>{weekday}, {moment}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/schedule_words.py" />
      <source>“{words}” is not known here</source>
      <translation>„{words}“ ist hier nicht bekannt</translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/models/takeover.py" />
      <source>%Ln dumps</source>
      <translation>
        <numerusform>%Ln Dump</numerusform>
        <numerusform>%Ln Dumps</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/models/takeover.py" />
      <source>%Ln other files</source>
      <translation>
        <numerusform>%Ln andere Datei</numerusform>
        <numerusform>%Ln andere Dateien</numerusform>
      </translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/takeover.py" />
      <source>Checked</source>
      <translation>Geprüft</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/takeover.py" />
      <source>Dump</source>
      <translation>Dump</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/takeover.py" />
      <source>Each was read to its end. The files are not changed.</source>
      <translation>Jeder wurde bis zum Ende gelesen. Die Dateien werden nicht geändert.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/takeover.py" />
      <source>Go back and choose another.</source>
      <translation>Gehen Sie zurück und wählen Sie einen anderen.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/takeover.py" />
      <source>Good</source>
      <translation>Gut</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/takeover.py" />
      <source>Good, with remarks: {remarks}</source>
      <translation>Gut, mit Hinweisen: {remarks}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/takeover.py" />
      <source>Kept: {rule}</source>
      <translation>Aufbewahrt: {rule}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/takeover.py" />
      <source>Left alone: {others}.</source>
      <translation>Unbeachtet: {others}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/takeover.py" />
      <source>Left out: {item}: {reason}</source>
      <translation>Ausgelassen: {item}: {reason}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/takeover.py" />
      <source>None of {dumps} can be taken in</source>
      <translation>Von {dumps} ist keiner zu übernehmen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/takeover.py" />
      <source>Notifications: {channel}</source>
      <translation>Benachrichtigungen: {channel}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/takeover.py" />
      <source>Refused</source>
      <translation>Abgelehnt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/takeover.py" />
      <source>Refused: {reason}</source>
      <translation>Abgelehnt: {reason}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/takeover.py" />
      <source>Taken in</source>
      <translation>Übernommen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/takeover.py" />
      <source>Taken in before</source>
      <translation>Schon früher übernommen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/takeover.py" />
      <source>There is no dump in this folder</source>
      <translation>In diesem Ordner ist kein Dump</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/takeover.py" />
      <source>no date</source>
      <translation>kein Datum</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/takeover.py" />
      <source>one a day: {n}</source>
      <translation>einer pro Tag: {n}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/takeover.py" />
      <source>one a month: {n}</source>
      <translation>einer pro Monat: {n}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/takeover.py" />
      <source>one a week: {n}</source>
      <translation>einer pro Woche: {n}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/takeover.py" />
      <source>one a year: {n}</source>
      <translation>einer pro Jahr: {n}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/takeover.py" />
      <source>one an hour: {n}</source>
      <translation>einer pro Stunde: {n}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/takeover.py" />
      <source>the newest: {n}</source>
      <translation>die neuesten: {n}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/takeover.py" />
      <source>{dumps} taken in</source>
      <translation>{dumps} übernommen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/takeover.py" />
      <source>{good} of {dumps} can be taken in</source>
      <translation>{good} von {dumps} können übernommen werden</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/takeover.py" />
      <source>{job}: {line}</source>
      <translation>{job}: {line}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/takeover.py" />
      <source>{n} known already</source>
      <translation>{n} schon bekannt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/takeover.py" />
      <source>{n} refused</source>
      <translation>{n} abgelehnt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/targets.py" />
      <source>A target is a thing to protect, such as a database.</source>
      <translation>Eine Datenquelle ist etwas, das geschützt wird, etwa eine Datenbank.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/targets.py" />
      <source>Kept</source>
      <translation>Behalten</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/targets.py" />
      <source>Kept in</source>
      <translation>Ablage</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/targets.py" />
      <source>Limit</source>
      <translation>Grenze</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/targets.py" />
      <source>Next run</source>
      <translation>Nächster Lauf</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/targets.py" />
      <source>No target yet</source>
      <translation>Noch keine Datenquelle</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/targets.py" />
      <source>Schedule</source>
      <translation>Zeitplan</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/targets.py" />
      <source>Where</source>
      <translation>Wo</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/targets.py" />
      <source>waits</source>
      <translation>wartet</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/targets.py" />
      <source>{name} copy</source>
      <translation>{name} Kopie</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/targets.py" />
      <source>{n} backed up by themselves</source>
      <translation>{n} von selbst gesichert</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/targets.py" />
      <source>{n} paused</source>
      <translation>{n} pausiert</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/targets.py" />
      <source>{n} shown</source>
      <translation>{n} gezeigt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/timeline.py" />
      <source>not verified yet</source>
      <translation>noch nicht geprüft</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/timeline.py" />
      <source>verified: {level}</source>
      <translation>geprüft: {level}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/tray.py" />
      <source>A job of {target} failed</source>
      <translation>Ein Auftrag von {target} ist gescheitert</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/tray.py" />
      <source>Activity tells what was found.</source>
      <translation>Was gefunden wurde, steht unter Aktivität.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/tray.py" />
      <source>Paused until {time}</source>
      <translation>Pause bis {time}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/tray.py" />
      <source>The backup of {target} failed</source>
      <translation>Die Sicherung von {target} ist gescheitert</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/tray.py" />
      <source>The drill of {target} failed</source>
      <translation>Der Wiederherstellungstest von {target} ist gescheitert</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/tray.py" />
      <source>The restore of {target} failed</source>
      <translation>Die Wiederherstellung von {target} ist gescheitert</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/tray.py" />
      <source>The verification of {target} found a problem</source>
      <translation>Die Prüfung von {target} hat ein Problem gefunden</translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/models/verification.py" />
      <source>%Ln remarks</source>
      <translation>
        <numerusform>%Ln Hinweis</numerusform>
        <numerusform>%Ln Hinweise</numerusform>
      </translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/verification.py" />
      <source>All of {targets} proven to restore</source>
      <translation>{targets}: alle nachweislich wiederherstellbar</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/verification.py" />
      <source>Damage was found: {targets}</source>
      <translation>Schaden gefunden: {targets}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/verification.py" />
      <source>Equal to the source</source>
      <translation>Gleich der Quelle</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/verification.py" />
      <source>Equal, but too slow</source>
      <translation>Gleich, aber zu langsam</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/verification.py" />
      <source>Every byte as backed up</source>
      <translation>Jedes Byte wie gesichert</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/verification.py" />
      <source>Last proven restore {moment}</source>
      <translation>Letzter Nachweis {moment}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/verification.py" />
      <source>Never</source>
      <translation>Nie</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/verification.py" />
      <source>Newest backup</source>
      <translation>Neueste Sicherung</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/verification.py" />
      <source>No damage in the part that was read</source>
      <translation>Kein Schaden im gelesenen Teil</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/verification.py" />
      <source>No restore was proven yet</source>
      <translation>Noch keine Wiederherstellung nachgewiesen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/verification.py" />
      <source>Nothing to verify yet</source>
      <translation>Noch nichts zu prüfen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/verification.py" />
      <source>Passed, too long ago</source>
      <translation>Bestanden, zu lange her</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/verification.py" />
      <source>Passed, with remarks</source>
      <translation>Bestanden, mit Hinweisen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/verification.py" />
      <source>Readable, counts agree</source>
      <translation>Lesbar, Zahlen stimmen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/verification.py" />
      <source>Restored in</source>
      <translation>Wiederhergestellt in</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/verification.py" />
      <source>Restored, equal</source>
      <translation>Wiederhergestellt, gleich</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/verification.py" />
      <source>Rows compared</source>
      <translation>Verglichene Zeilen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/verification.py" />
      <source>What is backed up can be verified here.</source>
      <translation>Was gesichert ist, können Sie hier prüfen.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/verification.py" />
      <source>a sample was read</source>
      <translation>eine Stichprobe wurde gelesen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/verification.py" />
      <source>all of it was read</source>
      <translation>alles wurde gelesen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/verification.py" />
      <source>no problem</source>
      <translation>kein Problem</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/verification.py" />
      <source>snapshot of {moment}</source>
      <translation>Snapshot von {moment}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/verification.py" />
      <source>the folder itself</source>
      <translation>der Ordner selbst</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/verification.py" />
      <source>{age} old</source>
      <translation>{age} alt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/verification.py" />
      <source>{n} never restored</source>
      <translation>{n} nie wiederhergestellt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/verification.py" />
      <source>{n} of {targets} proven to restore</source>
      <translation>{n} von {targets} nachweislich wiederherstellbar</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/verification_report.py" />
      <source>Drills</source>
      <translation>Wiederherstellungstests</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/verification_report.py" />
      <source>Level</source>
      <translation>Stufe</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/verification_report.py" />
      <source>Levels</source>
      <translation>Stufen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/verification_report.py" />
      <source>No drill was run yet.</source>
      <translation>Noch kein Wiederherstellungstest.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/verification_report.py" />
      <source>None was found.</source>
      <translation>Keines wurde gefunden.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/verification_report.py" />
      <source>Problem</source>
      <translation>Problem</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/verification_report.py" />
      <source>Problems</source>
      <translation>Probleme</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/verification_report.py" />
      <source>What is proven</source>
      <translation>Was nachgewiesen ist</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/verification_report.py" />
      <source>equal to the live source at the snapshot's moment</source>
      <translation>gleich der Quelle zum Zeitpunkt des Snapshots</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/verification_report.py" />
      <source>every byte is there, and as it was backed up</source>
      <translation>jedes Byte ist da, und so, wie es gesichert wurde</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/verification_report.py" />
      <source>really restored beside, everything compared</source>
      <translation>wirklich daneben wiederhergestellt, alles verglichen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/verification_report.py" />
      <source>what the bytes mean: databases and films open, counts agree</source>
      <translation>was die Bytes bedeuten: Datenbanken und Filme lassen sich öffnen, Anzahlen stimmen</translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/models/workspaces.py" />
      <source>%Ln workspaces</source>
      <translation>
        <numerusform>%Ln Arbeitsbereich</numerusform>
        <numerusform>%Ln Arbeitsbereiche</numerusform>
      </translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/workspaces.py" />
      <source>Manager</source>
      <translation>Leitung</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/workspaces.py" />
      <source>Repositories</source>
      <translation>Ablagen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/workspaces.py" />
      <source>Stored</source>
      <translation>Gespeichert</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/workspaces.py" />
      <source>Targets</source>
      <translation>Datenquellen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/workspaces.py" />
      <source>Workspace</source>
      <translation>Arbeitsbereich</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/workspaces.py" />
      <source>You work in {name}</source>
      <translation>Sie arbeiten in {name}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/workspaces.py" />
      <source>has a password</source>
      <translation>hat ein Kennwort</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/workspaces.py" />
      <source>{count} on this computer. Each has its own targets, repositories and keys.</source>
      <translation>{count} auf diesem Computer. Jeder hat eigene Datenquellen, Ablagen und Schlüssel.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/workspaces.py" />
      <source>{name} (here)</source>
      <translation>{name} (hier)</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/workspaces.py" />
      <source>{used} of {limit}</source>
      <translation>{used} von {limit}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/workspaces.py" />
      <source>{used}, no limit</source>
      <translation>{used}, keine Grenze</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/activity/cards.py" />
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/activity/cards.py" />
      <source>Dismiss</source>
      <translation>Weglegen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/activity/cards.py" />
      <source>Progress</source>
      <translation>Fortschritt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/activity/cards.py" />
      <source>Retry</source>
      <translation>Wiederholen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/activity/cards.py" />
      <source>Show all {n}</source>
      <translation>Alle {n} zeigen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/activity/cards.py" />
      <source>{job} of {target} was given up</source>
      <translation>{job} von {target} wurde aufgegeben</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/activity/detail.py" />
      <source>Copied.</source>
      <translation>Kopiert.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/activity/detail.py" />
      <source>Copy for support</source>
      <translation>Für den Support kopieren</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/activity/detail.py" />
      <source>It told nothing.</source>
      <translation>Er hat nichts gemeldet.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/activity/detail.py" />
      <source>Log of the job</source>
      <translation>Protokoll des Auftrags</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/activity/detail.py" />
      <source>Reading the log…</source>
      <translation>Protokoll wird gelesen …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/activity/filters.py" />
      <source>All kinds</source>
      <translation>Alle Arten</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/activity/filters.py" />
      <source>All targets</source>
      <translation>Alle Datenquellen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/activity/filters.py" />
      <source>Any time</source>
      <translation>Jederzeit</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/activity/filters.py" />
      <source>Between two days</source>
      <translation>Zwischen zwei Tagen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/activity/filters.py" />
      <source>First day</source>
      <translation>Erster Tag</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/activity/filters.py" />
      <source>Given up, not seen</source>
      <translation>Aufgegeben, nicht gesehen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/activity/filters.py" />
      <source>Jobs in which state</source>
      <translation>Aufträge in welchem Zustand</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/activity/filters.py" />
      <source>Jobs of which target</source>
      <translation>Aufträge welcher Datenquelle</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/activity/filters.py" />
      <source>Jobs of which time</source>
      <translation>Aufträge welcher Zeit</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/activity/filters.py" />
      <source>Last 30 days</source>
      <translation>Letzte 30 Tage</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/activity/filters.py" />
      <source>Last 365 days</source>
      <translation>Letzte 365 Tage</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/activity/filters.py" />
      <source>Last 7 days</source>
      <translation>Letzte 7 Tage</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/activity/filters.py" />
      <source>Last day</source>
      <translation>Letzter Tag</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/activity/filters.py" />
      <source>Search jobs</source>
      <translation>Aufträge suchen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/activity/filters.py" />
      <source>Search: a name, an error, a number</source>
      <translation>Suchen: ein Name, ein Fehler, eine Nummer</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/activity/filters.py" />
      <source>Today</source>
      <translation>Heute</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/activity/filters.py" />
      <source>Which kind of jobs</source>
      <translation>Welche Art von Aufträgen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/activity/filters.py" />
      <source>to</source>
      <translation>bis</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/activity/page.py" />
      <source>Activity</source>
      <translation>Aktivität</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/activity/page.py" />
      <source>Jobs</source>
      <translation>Aufträge</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/activity/page.py" />
      <source>No job fits this search.</source>
      <translation>Kein Auftrag passt zu dieser Suche.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/activity/page.py" />
      <source>No job yet. Every backup, verification, drill and restore is listed here.</source>
      <translation>Noch kein Auftrag. Jede Sicherung, Prüfung, Wiederherstellung und jeder Test wird hier aufgeführt.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/activity/page.py" />
      <source>Show all jobs</source>
      <translation>Alle Aufträge zeigen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/drill_history.py" />
      <source>Checks of the chosen drill</source>
      <translation>Prüfpunkte des gewählten Tests</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/drill_history.py" />
      <source>No drill was run yet. A drill really restores, and is timed.</source>
      <translation>Noch kein Wiederherstellungstest. Er stellt wirklich wieder her und misst die Zeit.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/overview.py" />
      <source>1.  Say what to protect: databases, folders of films, devices.</source>
      <translation>1.  Sagen Sie, was geschützt werden soll: Datenbanken, Ordner mit Filmen, Geräte.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/overview.py" />
      <source>2.  Say where to keep it: a drive, a NAS, an object store.</source>
      <translation>2.  Sagen Sie, wo es aufbewahrt wird: auf einem Laufwerk, einem NAS, in einem Objektspeicher.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/overview.py" />
      <source>3.  Print the recovery kit. Then the first backup runs and is verified.</source>
      <translation>3.  Drucken Sie das Notfallblatt. Dann läuft die erste Sicherung und wird geprüft.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/overview.py" />
      <source>Back up all now</source>
      <translation>Alle jetzt sichern</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/overview.py" />
      <source>Back up now</source>
      <translation>Jetzt sichern</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/overview.py" />
      <source>Import from CryoProtect…</source>
      <translation>Aus CryoProtect übernehmen …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/overview.py" />
      <source>Its data are made up. Back up, restore and verify as you like: nothing can break.</source>
      <translation>Seine Daten sind erfunden. Sichern, wiederherstellen und prüfen Sie nach Belieben: nichts kann kaputtgehen.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/overview.py" />
      <source>Look at the repository</source>
      <translation>Ablage ansehen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/overview.py" />
      <source>Open an existing repository…</source>
      <translation>Vorhandene Ablage öffnen …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/overview.py" />
      <source>Overview</source>
      <translation>Übersicht</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/overview.py" />
      <source>Protect more…</source>
      <translation>Mehr schützen …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/overview.py" />
      <source>Protect something</source>
      <translation>Etwas schützen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/overview.py" />
      <source>Protect something…</source>
      <translation>Etwas schützen …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/overview.py" />
      <source>Remove the sample</source>
      <translation>Beispiel entfernen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/overview.py" />
      <source>Restore…</source>
      <translation>Wiederherstellen …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/overview.py" />
      <source>Run a drill…</source>
      <translation>Wiederherstellung testen …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/overview.py" />
      <source>Show me with sample data</source>
      <translation>Mit Beispieldaten zeigen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/overview.py" />
      <source>This is a sample laboratory</source>
      <translation>Das ist ein Beispiellabor</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/overview.py" />
      <source>Three steps to the first proven backup</source>
      <translation>Drei Schritte zur ersten nachgewiesenen Sicherung</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/about.py" />
      <source>A backup manager that proves that its backups restore.</source>
      <translation>Eine Sicherungsverwaltung, die nachweist, dass ihre Sicherungen sich wiederherstellen lassen.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/about.py" />
      <source>About</source>
      <translation>Über</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/about.py" />
      <source>LabVault {version}</source>
      <translation>LabVault {version}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/about.py" />
      <source>Nothing on this computer opens folders. It is {folder}.</source>
      <translation>Nichts auf diesem Computer öffnet Ordner. Es ist {folder}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/about.py" />
      <source>Open the folder</source>
      <translation>Ordner öffnen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/appearance.py" />
      <source>Appearance</source>
      <translation>Aussehen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/appearance.py" />
      <source>Dark</source>
      <translation>Dunkel</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/appearance.py" />
      <source>Follow the system</source>
      <translation>Wie das System</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/appearance.py" />
      <source>It follows the system, with the scale of the screen.</source>
      <translation>Sie folgt dem System, mit der Skalierung des Bildschirms.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/appearance.py" />
      <source>LabVault is dark</source>
      <translation>LabVault ist dunkel</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/appearance.py" />
      <source>LabVault is light</source>
      <translation>LabVault ist hell</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/appearance.py" />
      <source>LabVault looks as the system does</source>
      <translation>LabVault sieht aus wie das System</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/appearance.py" />
      <source>Light</source>
      <translation>Hell</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/appearance.py" />
      <source>Light or dark</source>
      <translation>Hell oder dunkel</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/appearance.py" />
      <source>Text size</source>
      <translation>Textgröße</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/appearance.py" />
      <source>The window opens anew in it; work that is under way goes on.</source>
      <translation>Das Fenster öffnet sich neu darin; laufende Arbeit geht weiter.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/audit.py" />
      <source>Audit log</source>
      <translation>Protokoll</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/audit.py" />
      <source>Check the chain again</source>
      <translation>Kette noch einmal prüfen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/audit.py" />
      <source>Whether the audit log is whole</source>
      <translation>Ob das Protokoll vollständig ist</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/channel_forms.py" />
      <source>Access token</source>
      <translation>Zugriffstoken</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/channel_forms.py" />
      <source>Add a channel</source>
      <translation>Kanal hinzufügen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/channel_forms.py" />
      <source>Add it</source>
      <translation>Hinzufügen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/channel_forms.py" />
      <source>Address that gets JSON</source>
      <translation>Adresse, die JSON bekommt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/channel_forms.py" />
      <source>Address, as apprise writes it</source>
      <translation>Adresse, wie apprise sie schreibt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/channel_forms.py" />
      <source>An address that is left empty stays as it is.</source>
      <translation>Eine leer gelassene Adresse bleibt, wie sie ist.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/channel_forms.py" />
      <source>Another service</source>
      <translation>Anderer Dienst</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/channel_forms.py" />
      <source>Change the channel {name}</source>
      <translation>Kanal {name} ändern</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/channel_forms.py" />
      <source>Change {name}</source>
      <translation>{name} ändern</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/channel_forms.py" />
      <source>E-mail</source>
      <translation>E-Mail</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/channel_forms.py" />
      <source>From</source>
      <translation>Von</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/channel_forms.py" />
      <source>It is told of</source>
      <translation>Er erfährt von</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/channel_forms.py" />
      <source>Its address holds secrets: it is kept in this computer's keyring, nowhere else.</source>
      <translation>Seine Adresse enthält Geheimnisse: sie liegt im Schlüsselbund dieses Computers und sonst nirgends.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/channel_forms.py" />
      <source>Mail server</source>
      <translation>Mailserver</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/channel_forms.py" />
      <source>Messages on this desktop</source>
      <translation>Meldungen auf diesem Schreibtisch</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/channel_forms.py" />
      <source>Microsoft Teams</source>
      <translation>Microsoft Teams</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/channel_forms.py" />
      <source>Name</source>
      <translation>Name</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/channel_forms.py" />
      <source>New address</source>
      <translation>Neue Adresse</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/channel_forms.py" />
      <source>Service</source>
      <translation>Dienst</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/channel_forms.py" />
      <source>Slack</source>
      <translation>Slack</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/channel_forms.py" />
      <source>They appear on the desktop while LabVault runs, also in the tray alone. Failed jobs always do.</source>
      <translation>Sie erscheinen auf dem Schreibtisch, solange LabVault läuft, auch wenn es nur im Infobereich ist. Gescheiterte Aufträge immer.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/channel_forms.py" />
      <source>To</source>
      <translation>An</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/channel_forms.py" />
      <source>Topic</source>
      <translation>Thema</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/channel_forms.py" />
      <source>Web hook (JSON)</source>
      <translation>Webhook (JSON)</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/channel_forms.py" />
      <source>Web hook of the channel</source>
      <translation>Webhook des Kanals</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/channel_forms.py" />
      <source>a name that nobody guesses</source>
      <translation>ein Name, den niemand errät</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/channel_forms.py" />
      <source>encrypted (STARTTLS)</source>
      <translation>verschlüsselt (STARTTLS)</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/channel_forms.py" />
      <source>encrypted from the start (TLS)</source>
      <translation>von Anfang an verschlüsselt (TLS)</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/channel_forms.py" />
      <source>if it has one</source>
      <translation>falls er eines hat</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/channel_forms.py" />
      <source>if the server wants a login</source>
      <translation>falls der Server eine Anmeldung will</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/channel_forms.py" />
      <source>ntfy (phone)</source>
      <translation>ntfy (Telefon)</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/channel_forms.py" />
      <source>one or more addresses, with commas</source>
      <translation>eine oder mehrere Adressen, mit Kommas</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/channel_forms.py" />
      <source>such as head of lab</source>
      <translation>etwa Laborleitung</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/drawer.py" />
      <source>Opening the repository…</source>
      <translation>Ablage wird geöffnet …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/drawer.py" />
      <source>Read again</source>
      <translation>Neu lesen</translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/pages/settings/free_space.py" />
      <source>%Ln snapshots leave</source>
      <translation>
        <numerusform>%Ln Snapshot geht</numerusform>
        <numerusform>%Ln Snapshots gehen</numerusform>
      </translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/free_space.py" />
      <source>Free space in {name}</source>
      <translation>Platz schaffen in {name}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/free_space.py" />
      <source>Kept: {kept}, as the targets' retention says. What goes rests in the trash.</source>
      <translation>Behalten: {kept}, wie es die Aufbewahrung der Datenquellen sagt. Was geht, ruht im Papierkorb.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/free_space.py" />
      <source>Kept: {kept}, for no rule lets one go. Set what is kept at each target.</source>
      <translation>Behalten: {kept}, denn keine Regel gibt einen frei. Legen Sie bei jeder Datenquelle fest, was behalten wird.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/free_space.py" />
      <source>Looking what could go. Nothing is removed yet.</source>
      <translation>Es wird nachgesehen, was gehen könnte. Noch wird nichts entfernt.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/free_space.py" />
      <source>Nothing was removed: damage or a tripwire holds it.</source>
      <translation>Nichts wurde entfernt: ein Schaden oder ein Stolperdraht hält es an.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/free_space.py" />
      <source>Remove</source>
      <translation>Entfernen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/free_space.py" />
      <source>Remove {count}</source>
      <translation>{count} entfernen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/free_space.py" />
      <source>Tidy up, remove none</source>
      <translation>Aufräumen, keinen entfernen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/free_space.py" />
      <source>What would be removed</source>
      <translation>Was entfernt würde</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/free_space.py" />
      <source>{emptied} the trash for good; in the end {size} are given back.</source>
      <translation>{emptied} den Papierkorb endgültig; am Ende werden {size} frei.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/free_space.py" />
      <source>{gone} went to the trash; {size} given back.</source>
      <translation>{gone} kamen in den Papierkorb; {size} frei geworden.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/key_forms.py" />
      <source>Add a passphrase to {name}</source>
      <translation>Passphrase zu {name} hinzufügen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/key_forms.py" />
      <source>At least {n} characters.</source>
      <translation>Mindestens {n} Zeichen.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/key_forms.py" />
      <source>Change the passphrase</source>
      <translation>Passphrase ändern</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/key_forms.py" />
      <source>Change the passphrase of {name}</source>
      <translation>Passphrase von {name} ändern</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/key_forms.py" />
      <source>Check it</source>
      <translation>Prüfen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/key_forms.py" />
      <source>Check the recovery key of {name}</source>
      <translation>Rettungsschlüssel von {name} prüfen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/key_forms.py" />
      <source>For a colleague, say. The passphrases that there are stay.</source>
      <translation>Etwa für eine Kollegin. Die vorhandenen Passphrasen bleiben.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/key_forms.py" />
      <source>It is forgotten: I type the recovery key instead</source>
      <translation>Sie ist vergessen: ich gebe den Rettungsschlüssel ein</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/key_forms.py" />
      <source>New passphrase</source>
      <translation>Neue Passphrase</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/key_forms.py" />
      <source>Of the passphrases that there are, the one that you type is replaced.</source>
      <translation>Von den vorhandenen Passphrasen wird die ersetzt, die Sie eingeben.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/key_forms.py" />
      <source>Old passphrase</source>
      <translation>Alte Passphrase</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/key_forms.py" />
      <source>The old one opens nothing any more then.</source>
      <translation>Die alte öffnet dann nichts mehr.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/key_forms.py" />
      <source>The same again</source>
      <translation>Noch einmal dasselbe</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/key_forms.py" />
      <source>The two are not alike yet.</source>
      <translation>Die beiden stimmen noch nicht überein.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/key_forms.py" />
      <source>Type all eight groups from the paper. Case, blanks and hyphens do not matter.</source>
      <translation>Tippen Sie alle acht Gruppen vom Papier ab. Groß, klein, Leerzeichen und Striche sind gleich.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/keys.py" />
      <source>Add a passphrase…</source>
      <translation>Passphrase hinzufügen …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/keys.py" />
      <source>Another recovery key opens it too: revoke it if nobody needs it.</source>
      <translation>Auch ein anderer Rettungsschlüssel öffnet sie: widerrufen Sie ihn, wenn ihn niemand braucht.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/keys.py" />
      <source>Change passphrase…</source>
      <translation>Passphrase ändern …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/keys.py" />
      <source>Check recovery key…</source>
      <translation>Rettungsschlüssel prüfen …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/keys.py" />
      <source>It is revoked.</source>
      <translation>Er ist widerrufen.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/keys.py" />
      <source>It opens the repository no more. The other keys still do.</source>
      <translation>Er öffnet die Ablage nicht mehr. Die anderen Schlüssel tun es noch.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/keys.py" />
      <source>Keep in this computer's keyring</source>
      <translation>Im Schlüsselbund dieses Computers behalten</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/keys.py" />
      <source>Keys</source>
      <translation>Schlüssel</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/keys.py" />
      <source>Make recovery kit…</source>
      <translation>Notfallblatt erstellen …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/keys.py" />
      <source>Recovery key: {state}</source>
      <translation>Rettungsschlüssel: {state}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/keys.py" />
      <source>Revoke a {key} of {name}</source>
      <translation>Schlüssel von {name} widerrufen: {key}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/keys.py" />
      <source>Revoke this {key}</source>
      <translation>Widerrufen: {key}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/keys.py" />
      <source>Revoke this {key}…</source>
      <translation>Widerrufen: {key} …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/keys.py" />
      <source>Revoke…</source>
      <translation>Widerrufen …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/keys.py" />
      <source>The new passphrase opens the repository from now on.</source>
      <translation>Die neue Passphrase öffnet ab jetzt die Ablage.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/keys.py" />
      <source>The passphrase is changed; the old one opens nothing any more.</source>
      <translation>Die Passphrase ist geändert; die alte öffnet nichts mehr.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/keys.py" />
      <source>The recovery key opens the repository.</source>
      <translation>Der Rettungsschlüssel öffnet die Ablage.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/keys.py" />
      <source>This computer's keyring opens it from now on.</source>
      <translation>Der Schlüsselbund dieses Computers öffnet sie ab jetzt.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/log_in.py" />
      <source>An agent runs now, since {moment}, process {number}.</source>
      <translation>Ein Agent läuft, seit {moment}, Prozess {number}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/log_in.py" />
      <source>Another LabVault, profile or version starts: {file}</source>
      <translation>Ein anderes LabVault, Profil oder eine andere Version startet: {file}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/log_in.py" />
      <source>At log-in</source>
      <translation>Bei der Anmeldung</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/log_in.py" />
      <source>Backups then wait until LabVault is opened.</source>
      <translation>Sicherungen warten dann, bis LabVault geöffnet wird.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/log_in.py" />
      <source>Done.</source>
      <translation>Erledigt.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/log_in.py" />
      <source>It does: {file}</source>
      <translation>Ja: {file}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/log_in.py" />
      <source>It holds from the next log-in. At once it could not be done: {why}</source>
      <translation>Es gilt ab der nächsten Anmeldung. Sofort ging es nicht: {why}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/log_in.py" />
      <source>It runs the schedules, also when LabVault's window is closed.</source>
      <translation>Er führt die Zeitpläne aus, auch wenn das Fenster von LabVault zu ist.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/log_in.py" />
      <source>No agent runs now for this profile.</source>
      <translation>Für dieses Profil läuft gerade kein Agent.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/log_in.py" />
      <source>Nobody is there to be asked then: let the keyring open the repositories.</source>
      <translation>Dann ist niemand da, den man fragen könnte: lassen Sie den Schlüsselbund die Ablagen öffnen.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/log_in.py" />
      <source>Nothing starts at log-in</source>
      <translation>Bei der Anmeldung startet nichts</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/log_in.py" />
      <source>Start LabVault in the tray</source>
      <translation>LabVault in der Symbolleiste starten</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/log_in.py" />
      <source>Start the agent</source>
      <translation>Agent starten</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/log_in.py" />
      <source>Start this one instead</source>
      <translation>Stattdessen dieses starten</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/log_in.py" />
      <source>The agent starts at log-in</source>
      <translation>Der Agent startet bei der Anmeldung</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/log_in.py" />
      <source>The window and the agent start at log-in</source>
      <translation>Fenster und Agent starten bei der Anmeldung</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/log_in.py" />
      <source>The window starts at log-in</source>
      <translation>Das Fenster startet bei der Anmeldung</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/log_in.py" />
      <source>The window stays hidden until it is opened; its tray icon says how things stand.</source>
      <translation>Das Fenster bleibt verborgen, bis es geöffnet wird; das Symbol in der Leiste sagt, wie es steht.</translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/pages/settings/notifications.py" />
      <source>%Ln messages failed</source>
      <translation>
        <numerusform>%Ln Nachricht gescheitert</numerusform>
        <numerusform>%Ln Nachrichten gescheitert</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/pages/settings/notifications.py" />
      <source>%Ln messages sent</source>
      <translation>
        <numerusform>%Ln Nachricht gesendet</numerusform>
        <numerusform>%Ln Nachrichten gesendet</numerusform>
      </translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/notifications.py" />
      <source>Add a channel…</source>
      <translation>Kanal hinzufügen …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/notifications.py" />
      <source>Change…</source>
      <translation>Ändern …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/notifications.py" />
      <source>Channels</source>
      <translation>Kanäle</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/notifications.py" />
      <source>Digest, to the channels that want it:</source>
      <translation>Übersicht, an die Kanäle, die sie wollen:</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/notifications.py" />
      <source>How often the digest is sent</source>
      <translation>Wie oft die Übersicht gesendet wird</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/notifications.py" />
      <source>Its address is forgotten, and what waits for it is not sent.</source>
      <translation>Seine Adresse wird vergessen, und was darauf wartet, wird nicht gesendet.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/notifications.py" />
      <source>LabVault: a test</source>
      <translation>LabVault: ein Versuch</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/notifications.py" />
      <source>No channel yet. Add one, so that somebody hears of a failed or overdue backup: by mail, in a chat, on a phone.</source>
      <translation>Noch kein Kanal. Fügen Sie einen hinzu, damit jemand von einer gescheiterten oder überfälligen Sicherung erfährt: per Mail, im Chat, am Telefon.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/notifications.py" />
      <source>Nothing was sent so far, and nothing waits.</source>
      <translation>Bisher wurde nichts gesendet, und nichts wartet.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/notifications.py" />
      <source>Notifications</source>
      <translation>Benachrichtigungen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/notifications.py" />
      <source>Outbox</source>
      <translation>Ausgang</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/notifications.py" />
      <source>Remove the channel {name}</source>
      <translation>Kanal {name} entfernen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/notifications.py" />
      <source>Remove {name}</source>
      <translation>{name} entfernen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/notifications.py" />
      <source>Remove…</source>
      <translation>Entfernen …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/notifications.py" />
      <source>Send a test</source>
      <translation>Test senden</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/notifications.py" />
      <source>Send again now</source>
      <translation>Jetzt noch einmal senden</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/notifications.py" />
      <source>Sending a test through {name}…</source>
      <translation>Test über {name} wird gesendet …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/notifications.py" />
      <source>Sending…</source>
      <translation>Wird gesendet …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/notifications.py" />
      <source>Sent through {name}: its server took it. Look whether it arrived.</source>
      <translation>Über {name} gesendet: der Server hat es angenommen. Sehen Sie nach, ob es angekommen ist.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/notifications.py" />
      <source>Shown on this desktop. Look whether you see it.</source>
      <translation>Auf diesem Schreibtisch gezeigt. Schauen Sie, ob Sie es sehen.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/notifications.py" />
      <source>Somebody tries the channel {name}.</source>
      <translation>Jemand probiert den Kanal {name}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/notifications.py" />
      <source>at eight in the morning, weekly on Mondays</source>
      <translation>um acht Uhr früh, wöchentlich am Montag</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/notifications.py" />
      <source>not given</source>
      <translation>nicht angegeben</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/notifications.py" />
      <source>not in this keyring</source>
      <translation>nicht in diesem Schlüsselbund</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/notifications.py" />
      <source>the keyring is locked</source>
      <translation>der Schlüsselbund ist verschlossen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/notifications.py" />
      <source>this desktop</source>
      <translation>dieser Schreibtisch</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/notifications.py" />
      <source>{channel} is told from now on. Send a test.</source>
      <translation>{channel} wird ab jetzt benachrichtigt. Senden Sie einen Test.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/page.py" />
      <source>Sections of the settings</source>
      <translation>Abschnitte der Einstellungen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/page.py" />
      <source>Settings</source>
      <translation>Einstellungen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/repositories.py" />
      <source>A repository is an encrypted store in a folder, on a NAS or in an object store.</source>
      <translation>Eine Ablage ist ein verschlüsselter Speicher in einem Ordner, auf einem NAS oder in einem Objektspeicher.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/repositories.py" />
      <source>Sides of the repository</source>
      <translation>Seiten der Ablage</translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/pages/settings/repository_state.py" />
      <source>%Ln verifications are</source>
      <translation>
        <numerusform>%Ln Prüfung ist</numerusform>
        <numerusform>%Ln Prüfungen sind</numerusform>
      </translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/repository_state.py" />
      <source>Free space…</source>
      <translation>Platz schaffen …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/repository_state.py" />
      <source>Growth</source>
      <translation>Wachstum</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/repository_state.py" />
      <source>Let prune go on</source>
      <translation>Aufräumen freigeben</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/repository_state.py" />
      <source>Let prune go on in {name}</source>
      <translation>Aufräumen in {name} freigeben</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/repository_state.py" />
      <source>Let prune go on…</source>
      <translation>Aufräumen freigeben …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/repository_state.py" />
      <source>Measure now</source>
      <translation>Jetzt messen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/repository_state.py" />
      <source>Measured.</source>
      <translation>Gemessen.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/repository_state.py" />
      <source>Measuring…</source>
      <translation>Wird gemessen …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/repository_state.py" />
      <source>Prune may go on.</source>
      <translation>Das Aufräumen darf weitergehen.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/repository_state.py" />
      <source>Somebody looked at it: {why}</source>
      <translation>Jemand hat es angesehen: {why}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/repository_state.py" />
      <source>Verify all of it</source>
      <translation>Alles prüfen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/repository_state.py" />
      <source>{count} of {targets}</source>
      <translation>{count} von {targets}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/repository_state.py" />
      <source>{jobs} in the queue. Activity shows how far.</source>
      <translation>{jobs} in der Warteschlange. Wie weit, zeigt Aktivität.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/roles.py" />
      <source>Actions</source>
      <translation>Handlungen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/roles.py" />
      <source>At least {n} characters. Without it the password cannot be changed.</source>
      <translation>Mindestens {n} Zeichen. Ohne es lässt sich das Kennwort nicht ändern.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/roles.py" />
      <source>Change the manager's password…</source>
      <translation>Kennwort der Leitung ändern …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/roles.py" />
      <source>Change the password</source>
      <translation>Kennwort ändern</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/roles.py" />
      <source>Everybody may do everything now.</source>
      <translation>Jetzt darf jeder alles.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/roles.py" />
      <source>Everybody may then do everything in {name}, also destroy.</source>
      <translation>Dann darf in {name} jeder alles, auch zerstören.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/roles.py" />
      <source>New password</source>
      <translation>Neues Kennwort</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/roles.py" />
      <source>Nobody was refused so far.</source>
      <translation>Bisher wurde niemand abgewiesen.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/roles.py" />
      <source>Remove the manager's password</source>
      <translation>Kennwort der Leitung entfernen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/roles.py" />
      <source>Remove the password</source>
      <translation>Kennwort entfernen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/roles.py" />
      <source>Remove the password…</source>
      <translation>Kennwort entfernen …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/roles.py" />
      <source>Roles</source>
      <translation>Rollen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/roles.py" />
      <source>Set a manager's password</source>
      <translation>Kennwort der Leitung setzen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/roles.py" />
      <source>Set a manager's password…</source>
      <translation>Kennwort der Leitung setzen …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/roles.py" />
      <source>Set the password</source>
      <translation>Kennwort setzen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/roles.py" />
      <source>The manager's password is set.</source>
      <translation>Das Kennwort der Leitung ist gesetzt.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/roles.py" />
      <source>The password keeps people who work with LabVault from what destroys. Who may write to this computer's files can take it away.</source>
      <translation>Das Kennwort hält Leute, die mit LabVault arbeiten, von dem fern, was zerstört. Wer die Dateien dieses Computers schreiben darf, kann es wegnehmen.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/roles.py" />
      <source>What is reserved</source>
      <translation>Was vorbehalten ist</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/roles.py" />
      <source>Who was refused</source>
      <translation>Wer abgewiesen wurde</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/trash.py" />
      <source>Bring back</source>
      <translation>Zurückholen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/trash.py" />
      <source>Bring back {target} of {moment}</source>
      <translation>{target} von {moment} zurückholen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/trash.py" />
      <source>Delete {count}</source>
      <translation>{count} löschen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/trash.py" />
      <source>Delete {count} for good</source>
      <translation>{count} endgültig löschen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/trash.py" />
      <source>Empty the trash…</source>
      <translation>Papierkorb leeren …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/trash.py" />
      <source>Nothing brings them back. The next prune gives their space back.</source>
      <translation>Nichts bringt sie zurück. Das nächste Aufräumen gibt ihren Platz frei.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/trash.py" />
      <source>Removed snapshots</source>
      <translation>Entfernte Snapshots</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/trash.py" />
      <source>The snapshot is back. Keep it in Snapshots, if it shall stay.</source>
      <translation>Der Snapshot ist zurück. Behalten Sie ihn unter Snapshots, wenn er bleiben soll.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/trash.py" />
      <source>The trash is empty.</source>
      <translation>Der Papierkorb ist leer.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/trash.py" />
      <source>The trash is empty. What is removed rests here for some days, whole.</source>
      <translation>Der Papierkorb ist leer. Was entfernt wird, ruht hier einige Tage, vollständig.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/trash.py" />
      <source>Trash</source>
      <translation>Papierkorb</translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/pages/settings/workspace_forms.py" />
      <source>%Ln repositories</source>
      <translation>
        <numerusform>%Ln Ablage</numerusform>
        <numerusform>%Ln Ablagen</numerusform>
      </translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/workspace_forms.py" />
      <source>A backup that would go over one is refused before it begins. 0 sets no limit.</source>
      <translation>Eine Sicherung, die eines überschreiten würde, wird vor Beginn abgelehnt. 0 setzt keine Grenze.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/workspace_forms.py" />
      <source>A name, such as genetics</source>
      <translation>Ein Name, etwa Genetik</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/workspace_forms.py" />
      <source>Add a workspace</source>
      <translation>Arbeitsbereich hinzufügen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/workspace_forms.py" />
      <source>Also destroy its repositories, with all snapshots</source>
      <translation>Auch seine Ablagen mit allen Snapshots zerstören</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/workspace_forms.py" />
      <source>Destroy {name} and {snapshots}</source>
      <translation>{name} und {snapshots} zerstören</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/workspace_forms.py" />
      <source>Forget {name}</source>
      <translation>{name} vergessen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/workspace_forms.py" />
      <source>Its {targets}, jobs and history are forgotten on this computer, and what its keyring holds. The data of its {repositories} stay where they are.</source>
      <translation>{targets}, Aufträge und Verlauf werden auf diesem Computer vergessen, auch was sein Schlüsselbund hält. Die Daten ({repositories}) bleiben, wo sie sind.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/workspace_forms.py" />
      <source>One for each lab group. Nothing of one is seen in another.</source>
      <translation>Einer für jede Arbeitsgruppe. Nichts aus einem ist in einem anderen zu sehen.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/workspace_forms.py" />
      <source>Quotas of {name}</source>
      <translation>Kontingente von {name}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/workspace_forms.py" />
      <source>Remove the workspace {name}</source>
      <translation>Arbeitsbereich {name} entfernen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/workspace_forms.py" />
      <source>Set these quotas</source>
      <translation>Diese Kontingente setzen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/workspace_forms.py" />
      <source>Snapshots, now {amount}</source>
      <translation>Snapshots, jetzt {amount}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/workspace_forms.py" />
      <source>Stored, now {amount}</source>
      <translation>Gespeichert, jetzt {amount}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/workspace_forms.py" />
      <source>Targets, now {amount}</source>
      <translation>Datenquellen, jetzt {amount}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/workspaces.py" />
      <source>Add a workspace…</source>
      <translation>Arbeitsbereich hinzufügen …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/workspaces.py" />
      <source>From now on {name} opens.</source>
      <translation>Ab jetzt öffnet sich {name}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/workspaces.py" />
      <source>Its repositories are still there: {places}.</source>
      <translation>Seine Ablagen sind noch da: {places}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/workspaces.py" />
      <source>LabVault opens at its start:</source>
      <translation>LabVault öffnet beim Start:</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/workspaces.py" />
      <source>Quotas…</source>
      <translation>Kontingente …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/workspaces.py" />
      <source>Switch to it</source>
      <translation>Dorthin wechseln</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/workspaces.py" />
      <source>Switch to {name}</source>
      <translation>Zu {name} wechseln</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/workspaces.py" />
      <source>The quotas are changed. What is there already stays.</source>
      <translation>Die Kontingente sind geändert. Was schon da ist, bleibt.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/workspaces.py" />
      <source>Workspace that opens at the start</source>
      <translation>Arbeitsbereich, der sich beim Start öffnet</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/workspaces.py" />
      <source>Workspaces</source>
      <translation>Arbeitsbereiche</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/workspaces.py" />
      <source>{name} is forgotten.</source>
      <translation>{name} ist vergessen.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/workspaces.py" />
      <source>{name} was made.</source>
      <translation>{name} ist angelegt.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/compare.py" />
      <source>Also show what is the same</source>
      <translation>Auch zeigen, was gleich ist</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/compare.py" />
      <source>Before: {before}. After: {after}.</source>
      <translation>Vorher: {before}. Nachher: {after}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/compare.py" />
      <source>Change</source>
      <translation>Änderung</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/compare.py" />
      <source>Choose another one at the left.</source>
      <translation>Wählen Sie links einen anderen.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/compare.py" />
      <source>Choose one at the left.</source>
      <translation>Wählen Sie links einen.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/compare.py" />
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/compare.py" />
      <source>Compare</source>
      <translation>Vergleichen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/compare.py" />
      <source>Compare snapshots</source>
      <translation>Snapshots vergleichen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/compare.py" />
      <source>Comparing…</source>
      <translation>Wird verglichen …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/compare.py" />
      <source>Differences</source>
      <translation>Unterschiede</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/compare.py" />
      <source>Nothing is different</source>
      <translation>Nichts ist anders</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/compare.py" />
      <source>Rows after</source>
      <translation>Zeilen nachher</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/compare.py" />
      <source>Rows before</source>
      <translation>Zeilen vorher</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/compare.py" />
      <source>Size after</source>
      <translation>Größe nachher</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/compare.py" />
      <source>Size before</source>
      <translation>Größe vorher</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/compare.py" />
      <source>With which moment?</source>
      <translation>Mit welchem Zeitpunkt?</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/compare.py" />
      <source>{items} the same. {span}</source>
      <translation>{items} gleich. {span}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/compare.py" />
      <source>{n} {what}</source>
      <translation>{n} {what}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/compare.py" />
      <source>{target} of {moment} is compared with the moment chosen here:</source>
      <translation>{target} von {moment} wird mit dem hier gewählten Zeitpunkt verglichen:</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/detail.py" />
      <source>By name</source>
      <translation>Nach Namen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/detail.py" />
      <source>Compare…</source>
      <translation>Vergleichen …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/detail.py" />
      <source>Export…</source>
      <translation>Exportieren …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/detail.py" />
      <source>Find in this snapshot</source>
      <translation>In diesem Snapshot suchen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/detail.py" />
      <source>Items of the snapshot</source>
      <translation>Einträge des Snapshots</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/detail.py" />
      <source>Label…</source>
      <translation>Bezeichnen …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/detail.py" />
      <source>Largest first</source>
      <translation>Größte zuerst</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/detail.py" />
      <source>Most rows first</source>
      <translation>Meiste Zeilen zuerst</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/detail.py" />
      <source>No name in this snapshot has that.</source>
      <translation>Kein Name in diesem Snapshot enthält das.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/detail.py" />
      <source>Order</source>
      <translation>Reihenfolge</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/detail.py" />
      <source>Order of the items</source>
      <translation>Reihenfolge der Einträge</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/detail.py" />
      <source>Reading the list of items…</source>
      <translation>Liste der Einträge wird gelesen …</translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/pages/snapshots/detail.py" />
      <source>… and %n more remarks</source>
      <translation>
        <numerusform>… und %n weiterer Hinweis</numerusform>
        <numerusform>… und %n weitere Hinweise</numerusform>
      </translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/export.py" />
      <source>Anybody can load it without LabVault. It is about {size} of plain text and not encrypted: keep it where only those come who may see the data. Roles are not in it.</source>
      <translation>Jeder kann sie ohne LabVault laden. Es sind etwa {size} Klartext, unverschlüsselt: bewahren Sie sie dort auf, wohin nur kommt, wer die Daten sehen darf. Rollen sind nicht darin.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/export.py" />
      <source>Export a snapshot</source>
      <translation>Snapshot exportieren</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/export.py" />
      <source>New file</source>
      <translation>Neue Datei</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/export.py" />
      <source>Progress of the export</source>
      <translation>Fortschritt des Exports</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/export.py" />
      <source>SQL files (*.sql)</source>
      <translation>SQL-Dateien (*.sql)</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/export.py" />
      <source>Stop</source>
      <translation>Anhalten</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/export.py" />
      <source>Stopped. No file was left.</source>
      <translation>Angehalten. Keine Datei blieb zurück.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/export.py" />
      <source>There is a file or folder of that name. Choose another name.</source>
      <translation>Eine Datei oder einen Ordner dieses Namens gibt es schon. Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/export.py" />
      <source>Where should the file be written?</source>
      <translation>Wohin soll die Datei geschrieben werden?</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/export.py" />
      <source>Write the file</source>
      <translation>Datei schreiben</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/export.py" />
      <source>Written: {size}, every item checked on the way. Load it into an empty database with
psql -v ON_ERROR_STOP=1 -f FILE DATABASE</source>
      <translation>Geschrieben: {size}, jeder Eintrag unterwegs geprüft. Laden Sie sie in eine leere Datenbank mit
psql -v ON_ERROR_STOP=1 -f DATEI DATENBANK</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/export.py" />
      <source>{size} written, {rate} per second</source>
      <translation>{size} geschrieben, {rate} pro Sekunde</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/export.py" />
      <source>{target} of {moment} as an SQL file</source>
      <translation>{target} von {moment} als SQL-Datei</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/label.py" />
      <source>A few words, for example: before the migration</source>
      <translation>Ein paar Wörter, zum Beispiel: vor der Migration</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/label.py" />
      <source>Keep it for ever, whatever the retention says</source>
      <translation>Für immer behalten, was die Aufbewahrung auch sagt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/label.py" />
      <source>Label</source>
      <translation>Bezeichnung</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/label.py" />
      <source>Label and note</source>
      <translation>Bezeichnung und Notiz</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/label.py" />
      <source>Leave it as it was</source>
      <translation>Lassen, wie es war</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/label.py" />
      <source>Note</source>
      <translation>Notiz</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/label.py" />
      <source>Retention may then remove it. A manager may be asked for.</source>
      <translation>Die Aufbewahrung darf ihn dann entfernen. Vielleicht wird nach der Leitung gefragt.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/label.py" />
      <source>Save in the repository</source>
      <translation>In der Ablage speichern</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/label.py" />
      <source>Saving…</source>
      <translation>Wird gespeichert …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/label.py" />
      <source>The label holds a character that cannot be seen.</source>
      <translation>Die Bezeichnung enthält ein unsichtbares Zeichen.</translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/pages/snapshots/label.py" />
      <source>The note is %n characters too long.</source>
      <translation>
        <numerusform>Die Notiz ist %n Zeichen zu lang.</numerusform>
        <numerusform>Die Notiz ist %n Zeichen zu lang.</numerusform>
      </translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/label.py" />
      <source>What is said here is kept in the repository: every computer sees it.</source>
      <translation>Was hier steht, liegt in der Ablage: jeder Computer sieht es.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/page.py" />
      <source>Back up a target on the overview, and its first snapshot stands here.</source>
      <translation>Sichern Sie eine Datenquelle in der Übersicht, dann steht hier ihr erster Snapshot.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/page.py" />
      <source>Search all snapshots</source>
      <translation>Alle Snapshots durchsuchen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/page.py" />
      <source>Search tables, files, labels and notes, or go to a date</source>
      <translation>Tabellen, Dateien, Bezeichnungen und Notizen suchen, oder zu einem Datum gehen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/page.py" />
      <source>The first backup makes the first snapshot.</source>
      <translation>Die erste Sicherung macht den ersten Snapshot.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/page.py" />
      <source>The newest is of {moment}.</source>
      <translation>Der neueste ist von {moment}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/page.py" />
      <source>There is no snapshot yet</source>
      <translation>Es gibt noch keinen Snapshot</translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/pages/snapshots/places.py" />
      <source>%Ln places</source>
      <translation>
        <numerusform>%Ln Fundstelle</numerusform>
        <numerusform>%Ln Fundstellen</numerusform>
      </translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/places.py" />
      <source>All of {snapshots} looked into.</source>
      <translation>Alle durchsucht: {snapshots}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/places.py" />
      <source>From, to</source>
      <translation>Von, bis</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/places.py" />
      <source>It stands in these snapshots:</source>
      <translation>Es steht in diesen Snapshots:</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/places.py" />
      <source>More than {places} with “{words}”: type more of the name</source>
      <translation>Mehr als {places} mit „{words}“: geben Sie mehr vom Namen ein</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/places.py" />
      <source>Names of tables and files, labels and notes are searched; no rows are.</source>
      <translation>Gesucht wird in Namen von Tabellen und Dateien, in Bezeichnungen und Notizen; nicht in Zeilen.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/places.py" />
      <source>Nothing with “{words}”</source>
      <translation>Nichts mit „{words}“</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/places.py" />
      <source>Places that were found</source>
      <translation>Fundstellen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/places.py" />
      <source>Search</source>
      <translation>Suchen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/places.py" />
      <source>Searching…</source>
      <translation>Wird gesucht …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/places.py" />
      <source>Show it in this snapshot</source>
      <translation>In diesem Snapshot zeigen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/places.py" />
      <source>Snapshots that have it</source>
      <translation>Snapshots, die es haben</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/places.py" />
      <source>{first} – {last}</source>
      <translation>{first} – {last}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/places.py" />
      <source>{n} of {snapshots} looked into so far.</source>
      <translation>{n} von {snapshots} bisher durchsucht.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots/places.py" />
      <source>{places} with “{words}”</source>
      <translation>{places} mit „{words}“</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/target_details.py" />
      <source>Connection</source>
      <translation>Verbindung</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/target_details.py" />
      <source>Discard changes</source>
      <translation>Änderungen verwerfen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/target_details.py" />
      <source>It is at {url}. This window cannot change that for its kind, {kind}.</source>
      <translation>Sie ist unter {url}. Für ihre Art, {kind}, kann dieses Fenster das nicht ändern.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/target_details.py" />
      <source>Parts of the target</source>
      <translation>Teile der Datenquelle</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/target_details.py" />
      <source>Save changes</source>
      <translation>Änderungen speichern</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/target_details.py" />
      <source>Saved.</source>
      <translation>Gespeichert.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/target_details.py" />
      <source>Something is not right yet: see the line below it.</source>
      <translation>Etwas stimmt noch nicht: siehe die Zeile darunter.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/target_details.py" />
      <source>Stay here</source>
      <translation>Hier bleiben</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/target_details.py" />
      <source>The changes of {target} are not saved.</source>
      <translation>Die Änderungen an {target} sind nicht gespeichert.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/target_details.py" />
      <source>There are unsaved changes.</source>
      <translation>Es gibt ungespeicherte Änderungen.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/target_details.py" />
      <source>What is kept</source>
      <translation>Aufbewahrung</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/targets.py" />
      <source>A target is called so already.</source>
      <translation>So heißt schon eine Datenquelle.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/targets.py" />
      <source>Add a target…</source>
      <translation>Datenquelle hinzufügen …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/targets.py" />
      <source>Add the first target…</source>
      <translation>Erste Datenquelle hinzufügen …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/targets.py" />
      <source>Duplicate {target}</source>
      <translation>{target} duplizieren</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/targets.py" />
      <source>Duplicate…</source>
      <translation>Duplizieren …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/targets.py" />
      <source>Filter</source>
      <translation>Filter</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/targets.py" />
      <source>Filter by name, server or repository</source>
      <translation>Nach Name, Server oder Ablage filtern</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/targets.py" />
      <source>It is backed up no more, and its schedules are forgotten. Its snapshots stay in the repository {repository}: they can still be verified, restored and exported.</source>
      <translation>Sie wird nicht mehr gesichert, und ihre Zeitpläne werden vergessen. Ihre Snapshots bleiben in der Ablage {repository}: sie lassen sich weiter prüfen, wiederherstellen und exportieren.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/targets.py" />
      <source>Make the copy</source>
      <translation>Kopie anlegen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/targets.py" />
      <source>Name of the copy</source>
      <translation>Name der Kopie</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/targets.py" />
      <source>No target is called so, or is kept there.</source>
      <translation>Keine Datenquelle heißt so oder liegt dort.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/targets.py" />
      <source>Pause</source>
      <translation>Pausieren</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/targets.py" />
      <source>Remove the target</source>
      <translation>Datenquelle entfernen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/targets.py" />
      <source>Remove the target {target}?</source>
      <translation>Datenquelle {target} entfernen?</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/targets.py" />
      <source>Resume</source>
      <translation>Fortsetzen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/targets.py" />
      <source>Say what to protect, where to keep it, and when. The first backup runs at once.</source>
      <translation>Sagen Sie, was zu schützen ist, wo es liegen soll und wann. Die erste Sicherung läuft sofort.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/targets.py" />
      <source>The copy has the same connection, schedule and retention. It rests until you resume it, so that you can change what is other about it first.</source>
      <translation>Die Kopie hat dieselbe Verbindung, denselben Zeitplan und dieselbe Aufbewahrung. Sie ruht, bis Sie sie fortsetzen; so können Sie vorher ändern, was anders ist.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/verification.py" />
      <source>A database like this cannot say what it was at the moment of a snapshot.</source>
      <translation>Eine solche Datenbank kann nicht sagen, was sie im Augenblick eines Snapshots war.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/verification.py" />
      <source>It is in the queue. Activity shows how far it is.</source>
      <translation>Die Prüfung steht in der Warteschlange. Wie weit sie ist, zeigt Aktivität.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/verification.py" />
      <source>Level to verify</source>
      <translation>Stufe der Prüfung</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/verification.py" />
      <source>Reading the results…</source>
      <translation>Ergebnisse werden gelesen …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/verification.py" />
      <source>Results</source>
      <translation>Ergebnisse</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/verification.py" />
      <source>Results and drills</source>
      <translation>Ergebnisse und Wiederherstellungstests</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/verification.py" />
      <source>Results, item by item</source>
      <translation>Ergebnisse, Eintrag für Eintrag</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/verification.py" />
      <source>Save a report</source>
      <translation>Bericht speichern</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/verification.py" />
      <source>Save a report…</source>
      <translation>Bericht speichern …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/verification.py" />
      <source>Saved as {name}</source>
      <translation>Gespeichert als {name}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/verification.py" />
      <source>Targets and levels</source>
      <translation>Datenquellen und Stufen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/verification.py" />
      <source>The items cannot be listed now: {why}</source>
      <translation>Die Einträge lassen sich gerade nicht auflisten: {why}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/verification.py" />
      <source>This was never tried. Choose the level and press Verify now.</source>
      <translation>Das wurde noch nie versucht. Wählen Sie die Stufe und drücken Sie „Jetzt prüfen“.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/verification.py" />
      <source>Verify now</source>
      <translation>Jetzt prüfen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/verification.py" />
      <source>Writing the report…</source>
      <translation>Bericht wird geschrieben …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/verification.py" />
      <source>{target}, {level}</source>
      <translation>{target}, {level}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/videos/detail.py" />
      <source>A part of this picture is guessed: its bytes are damaged or cut off.</source>
      <translation>Ein Teil dieses Bildes ist geraten: Seine Bytes sind beschädigt oder abgeschnitten.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/videos/detail.py" />
      <source>At its source</source>
      <translation>An der Quelle</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/videos/detail.py" />
      <source>Film</source>
      <translation>Film</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/videos/detail.py" />
      <source>In the snapshot of {moment}</source>
      <translation>Im Snapshot von {moment}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/videos/detail.py" />
      <source>It was not verified.</source>
      <translation>Er wurde nicht geprüft.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/videos/detail.py" />
      <source>Newest snapshot that has it: {moment}.</source>
      <translation>Neuester Snapshot, der ihn hat: {moment}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/videos/detail.py" />
      <source>No snapshot has it.</source>
      <translation>Kein Snapshot hat ihn.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/videos/detail.py" />
      <source>Picture at {time}</source>
      <translation>Bild bei {time}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/videos/detail.py" />
      <source>Picture of the film</source>
      <translation>Bild des Films</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/videos/detail.py" />
      <source>Place in the film</source>
      <translation>Stelle im Film</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/videos/detail.py" />
      <source>Recorded until {moment}.</source>
      <translation>Aufgenommen bis {moment}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/videos/detail.py" />
      <source>Restore this film…</source>
      <translation>Film wiederherstellen…</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/videos/detail.py" />
      <source>The film is neither at its source nor in a snapshot that can be read.</source>
      <translation>Der Film ist weder an der Quelle noch in einem lesbaren Snapshot.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/videos/detail.py" />
      <source>The verification found:</source>
      <translation>Die Prüfung fand:</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/videos/detail.py" />
      <source>There is no film of this number, neither at the source nor in a snapshot.</source>
      <translation>Es gibt keinen Film mit dieser Nummer, weder an der Quelle noch in einem Snapshot.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/videos/detail.py" />
      <source>Verified, level: {level}.</source>
      <translation>Geprüft, Stufe: {level}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/videos/detail.py" />
      <source>Verify the snapshot</source>
      <translation>Snapshot prüfen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/videos/detail.py" />
      <source>Where the film is looked at</source>
      <translation>Wo der Film angesehen wird</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/videos/detail.py" />
      <source>{time} of {length}</source>
      <translation>{time} von {length}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/videos/grid.py" />
      <source>No film of this number</source>
      <translation>Kein Film mit dieser Nummer</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/videos/page.py" />
      <source>All states</source>
      <translation>Alle Zustände</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/videos/page.py" />
      <source>Films are shown here with their first picture, and whether they are safe.</source>
      <translation>Hier erscheinen Filme mit ihrem ersten Bild und ob sie sicher sind.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/videos/page.py" />
      <source>Look again</source>
      <translation>Erneut ansehen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/videos/page.py" />
      <source>Looked for in {targets}: files that end in .h264, .mp4, .avi, .mkv.</source>
      <translation>Gesucht in {targets}: Dateien mit .h264, .mp4, .avi, .mkv.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/videos/page.py" />
      <source>No film here is like that.</source>
      <translation>Kein Film hier ist so.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/videos/page.py" />
      <source>No snapshot has any of them either.</source>
      <translation>Auch kein Snapshot hat welche.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/videos/page.py" />
      <source>Protect a folder of films or an ethoscope, and its films are shown here.</source>
      <translation>Schützen Sie einen Ordner mit Filmen oder ein Ethoskop, dann erscheinen die Filme hier.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/videos/page.py" />
      <source>Protect a video folder…</source>
      <translation>Videoordner schützen…</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/videos/page.py" />
      <source>Search films, devices and runs</source>
      <translation>Filme, Geräte und Läufe suchen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/videos/page.py" />
      <source>Show all films</source>
      <translation>Alle Filme zeigen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/videos/page.py" />
      <source>State of the films</source>
      <translation>Zustand der Filme</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/videos/page.py" />
      <source>They are shown here as soon as a folder that is protected has some.</source>
      <translation>Sie erscheinen hier, sobald ein geschützter Ordner welche hat.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/videos/page.py" />
      <source>Videos</source>
      <translation>Videos</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/videos/page.py" />
      <source>{films}, {size}</source>
      <translation>{films}, {size}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/videos/page.py" />
      <source>{targets}: known by snapshots only</source>
      <translation>{targets}: nur aus Snapshots bekannt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/videos/side.py" />
      <source>Devices and runs</source>
      <translation>Geräte und Läufe</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/questions.py" />
      <source>Choose a {what}</source>
      <translation>Neu zu wählen: {what}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/questions.py" />
      <source>For {where}</source>
      <translation>Für {where}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/questions.py" />
      <source>Not now</source>
      <translation>Nicht jetzt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/questions.py" />
      <source>The {what} is needed</source>
      <translation>Gebraucht: {what}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/questions.py" />
      <source>Use it</source>
      <translation>Verwenden</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/questions.py" />
      <source>password of {user}</source>
      <translation>Kennwort von {user}</translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/text.py" />
      <source>%n days</source>
      <translation>
        <numerusform>%n Tag</numerusform>
        <numerusform>%n Tage</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/text.py" />
      <source>%n days ago</source>
      <translation>
        <numerusform>vor %n Tag</numerusform>
        <numerusform>vor %n Tagen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/text.py" />
      <source>%n h</source>
      <translation>
        <numerusform>%n h</numerusform>
        <numerusform>%n h</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/text.py" />
      <source>%n min</source>
      <translation>
        <numerusform>%n min</numerusform>
        <numerusform>%n min</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/text.py" />
      <source>%n s</source>
      <translation>
        <numerusform>%n s</numerusform>
        <numerusform>%n s</numerusform>
      </translation>
    </message>
    <message>
      <location filename="desktop_app/gui/text.py" />
      <source>1 byte</source>
      <translation>1 Byte</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/text.py" />
      <source>just now</source>
      <translation>gerade eben</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/text.py" />
      <source>limit {time}</source>
      <translation>max. {time}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/text.py" />
      <source>no limit set</source>
      <translation>keine Grenze</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/text.py" />
      <source>today</source>
      <translation>heute</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/text.py" />
      <source>tomorrow</source>
      <translation>morgen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/text.py" />
      <source>under 1 s</source>
      <translation>unter 1 s</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/text.py" />
      <source>yesterday</source>
      <translation>gestern</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/text.py" />
      <source>{day} {time}</source>
      <translation>{day} {time}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/text.py" />
      <source>{time} ago</source>
      <translation>vor {time}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/tray.py" />
      <source>Go on now (paused until {time})</source>
      <translation>Jetzt weiter (Pause bis {time})</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/tray.py" />
      <source>LabVault goes on in the tray and backs up on time.</source>
      <translation>LabVault läuft in der Symbolleiste weiter und sichert zur rechten Zeit.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/tray.py" />
      <source>Menu of LabVault in the tray</source>
      <translation>Menü von LabVault in der Symbolleiste</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/tray.py" />
      <source>Open</source>
      <translation>Öffnen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/tray.py" />
      <source>Pause for an hour</source>
      <translation>Eine Stunde pausieren</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/tray.py" />
      <source>Quit</source>
      <translation>Beenden</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/tray.py" />
      <source>Show the job</source>
      <translation>Auftrag zeigen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/widgets/as_command.py" />
      <source>As a command</source>
      <translation>Als Befehl</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/widgets/as_command.py" />
      <source>Command</source>
      <translation>Befehl</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/widgets/as_command.py" />
      <source>Copy</source>
      <translation>Kopieren</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/widgets/as_command.py" />
      <source>It is done by the same engine and told here too.</source>
      <translation>Es tut dasselbe und wird auch hier gemeldet.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/widgets/as_command.py" />
      <source>The same at a terminal</source>
      <translation>Dasselbe im Terminal</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/widgets/days.py" />
      <source>Back to the newest</source>
      <translation>Zurück zum neuesten</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/widgets/days.py" />
      <source>Snapshots by day</source>
      <translation>Snapshots nach Tagen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/widgets/form.py" />
      <source>Type {name} to confirm</source>
      <translation>Zum Bestätigen {name} eingeben</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/widgets/navigation.py" />
      <source>Pages</source>
      <translation>Seiten</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/widgets/preview.py" />
      <source>(null)</source>
      <translation>(null)</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/widgets/preview.py" />
      <source>A folder with nothing in it.</source>
      <translation>Ein Ordner, in dem nichts ist.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/widgets/preview.py" />
      <source>Beginning of the file</source>
      <translation>Anfang der Datei</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/widgets/preview.py" />
      <source>First rows</source>
      <translation>Erste Zeilen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/widgets/preview.py" />
      <source>Picture: {name}</source>
      <translation>Bild: {name}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/widgets/preview.py" />
      <source>Reading the beginning…</source>
      <translation>Anfang wird gelesen …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/widgets/preview.py" />
      <source>The first {shown} of {rows}, straight from the repository.</source>
      <translation>Die ersten {shown} von {rows}, direkt aus der Ablage.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/widgets/preview.py" />
      <source>The first {shown} of {size}, straight from the repository.</source>
      <translation>Die ersten {shown} von {size}, direkt aus der Ablage.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/widgets/preview.py" />
      <source>This item is for programs, and has nothing to read.</source>
      <translation>Dieser Eintrag ist für Programme und hat nichts zu lesen.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/widgets/preview.py" />
      <source>{width} × {height} pixels, {size}, straight from the repository.</source>
      <translation>{width} × {height} Bildpunkte, {size}, direkt aus der Ablage.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/widgets/span.py" />
      <source>Unit of: {name}</source>
      <translation>Einheit von: {name}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/widgets/span.py" />
      <source>days</source>
      <translation>Tage</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/widgets/span.py" />
      <source>hours</source>
      <translation>Stunden</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/widgets/span.py" />
      <source>minutes</source>
      <translation>Minuten</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/widgets/span.py" />
      <source>seconds</source>
      <translation>Sekunden</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/widgets/state_lines.py" />
      <source>… and {n} more</source>
      <translation>… und {n} weitere</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/widgets/status_strip.py" />
      <source>Progress of the running job</source>
      <translation>Fortschritt des laufenden Auftrags</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/drill/carrying_out.py" />
      <source>Checks</source>
      <translation>Prüfpunkte</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/drill/carrying_out.py" />
      <source>Checks of the drill</source>
      <translation>Prüfpunkte des Tests</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/drill/carrying_out.py" />
      <source>Disk: needs about {need}, {free} free</source>
      <translation>Platz: braucht etwa {need}, {free} frei</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/drill/carrying_out.py" />
      <source>Looking into the snapshot…</source>
      <translation>Snapshot wird angesehen …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/drill/carrying_out.py" />
      <source>Nothing is started yet.</source>
      <translation>Noch ist nichts gestartet.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/drill/carrying_out.py" />
      <source>Progress of the drill</source>
      <translation>Fortschritt des Tests</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/drill/carrying_out.py" />
      <source>Restoring {target} for proof</source>
      <translation>{target} wird zum Nachweis wiederhergestellt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/drill/carrying_out.py" />
      <source>Run the drill</source>
      <translation>Test starten</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/drill/carrying_out.py" />
      <source>Stop the drill</source>
      <translation>Test anhalten</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/drill/carrying_out.py" />
      <source>This is what will be checked</source>
      <translation>Das wird geprüft</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/drill/carrying_out.py" />
      <source>Verification keeps every drill, and puts it into reports.</source>
      <translation>Unter Prüfung bleibt jeder Test erhalten und kommt in Berichte.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/drill/carrying_out.py" />
      <source>Waiting for its turn…</source>
      <translation>Wartet, bis er dran ist …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/drill/carrying_out.py" />
      <source>What will be checked</source>
      <translation>Was geprüft wird</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/drill/carrying_out.py" />
      <source>{target} as of {moment} is restored on this computer. {target} is not touched.</source>
      <translation>{target}, Stand {moment}, wird auf diesem Computer wiederhergestellt. {target} wird nicht angerührt.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/drill/selecting.py" />
      <source>Back something up first.</source>
      <translation>Sichern Sie zuerst etwas.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/drill/selecting.py" />
      <source>It is restored for real, into a place of its own that is gone afterwards.</source>
      <translation>Es wird wirklich wiederhergestellt, an einen eigenen Ort, der danach weg ist.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/drill/selecting.py" />
      <source>The newest one is what would be restored today.</source>
      <translation>Der neueste ist, was heute wiederhergestellt würde.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/drill/selecting.py" />
      <source>There is nothing to restore yet</source>
      <translation>Noch gibt es nichts wiederherzustellen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/drill/selecting.py" />
      <source>What shall prove that it restores?</source>
      <translation>Was soll nachweisen, dass es sich wiederherstellen lässt?</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/drill/selecting.py" />
      <source>Which snapshot shall be restored?</source>
      <translation>Welcher Snapshot soll wiederhergestellt werden?</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/drill/selecting.py" />
      <source>never proven</source>
      <translation>nie nachgewiesen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/drill/selecting.py" />
      <source>proven {age}</source>
      <translation>nachgewiesen {age}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/drill/selecting.py" />
      <source>restore time: {limit}</source>
      <translation>Dauer der Wiederherstellung: {limit}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/drill/selecting.py" />
      <source>{snapshots} of {target}</source>
      <translation>{snapshots} von {target}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/drill/wizard.py" />
      <source>Restore drill</source>
      <translation>Wiederherstellungstest</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/open_repository/adopted.py" />
      <source>All of it can be restored now, into any new place.</source>
      <translation>Alles lässt sich jetzt wiederherstellen, an jeden neuen Ort.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/open_repository/adopted.py" />
      <source>Finish</source>
      <translation>Fertig</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/open_repository/adopted.py" />
      <source>Nothing is in it yet. Protect something to fill it.</source>
      <translation>Noch ist nichts darin. Schützen Sie etwas, um sie zu füllen.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/open_repository/adopted.py" />
      <source>Restore something now…</source>
      <translation>Jetzt etwas wiederherstellen …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/open_repository/adopted.py" />
      <source>Taking it in…</source>
      <translation>Wird aufgenommen …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/open_repository/adopted.py" />
      <source>To go on protecting, press Back up now: passwords of servers are asked for once. Schedules and limits are this computer's own; set them for each target.</source>
      <translation>Um weiter zu schützen, drücken Sie „Jetzt sichern“: nach Kennwörtern von Servern wird einmal gefragt. Zeitpläne und Grenzen gehören diesem Computer; stellen Sie sie für jede Datenquelle ein.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/open_repository/adopted.py" />
      <source>{name} is open: {targets}</source>
      <translation>{name} ist offen: {targets}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/open_repository/contents.py" />
      <source>A repository is called so already.</source>
      <translation>So heißt schon eine Ablage.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/open_repository/contents.py" />
      <source>Name of the repository here</source>
      <translation>Name der Ablage hier</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/open_repository/contents.py" />
      <source>Open the repository</source>
      <translation>Ablage öffnen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/open_repository/contents.py" />
      <source>Targets in the repository</source>
      <translation>Datenquellen in der Ablage</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/open_repository/contents.py" />
      <source>What is in it</source>
      <translation>Was darin ist</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/open_repository/key.py" />
      <source>All groups of it, as they are printed</source>
      <translation>Alle Gruppen, wie sie gedruckt sind</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/open_repository/key.py" />
      <source>Let this computer's keyring open it from now on</source>
      <translation>Ab jetzt vom Schlüsselbund dieses Computers öffnen lassen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/open_repository/key.py" />
      <source>Look inside</source>
      <translation>Hineinsehen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/open_repository/key.py" />
      <source>Reading what is in it…</source>
      <translation>Inhalt wird gelesen …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/open_repository/key.py" />
      <source>The repository at {place}</source>
      <translation>Die Ablage unter {place}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/open_repository/key.py" />
      <source>What opens it?</source>
      <translation>Was öffnet sie?</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/open_repository/key.py" />
      <source>With the passphrase</source>
      <translation>Mit der Passphrase</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/open_repository/key.py" />
      <source>With the recovery key, from the recovery kit</source>
      <translation>Mit dem Rettungsschlüssel vom Notfallblatt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/open_repository/place.py" />
      <source>Choose the folder of the repository</source>
      <translation>Ordner der Ablage wählen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/open_repository/place.py" />
      <source>Folder of the repository</source>
      <translation>Ordner der Ablage</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/open_repository/place.py" />
      <source>In a folder: on a drive, a NAS, this computer</source>
      <translation>In einem Ordner: auf einem Laufwerk, einem NAS, diesem Computer</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/open_repository/place.py" />
      <source>In an object store (S3)</source>
      <translation>In einem Objektspeicher (S3)</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/open_repository/place.py" />
      <source>It tells all of itself: nothing else of the old computer is needed but its key.</source>
      <translation>Sie sagt alles von sich selbst: vom alten Computer braucht es nichts als ihren Schlüssel.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/open_repository/place.py" />
      <source>The folder that holds labvault.json</source>
      <translation>Der Ordner, in dem labvault.json liegt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/open_repository/place.py" />
      <source>Where is the repository?</source>
      <translation>Wo ist die Ablage?</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/open_repository/wizard.py" />
      <source>Open an existing repository</source>
      <translation>Vorhandene Ablage öffnen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/first_backup.py" />
      <source>Back it up by hand, or set a schedule under Targets.</source>
      <translation>Sichern Sie von Hand, oder stellen Sie unter Datenquellen einen Zeitplan ein.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/first_backup.py" />
      <source>First backup</source>
      <translation>Erste Sicherung</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/first_backup.py" />
      <source>First backups and verifications</source>
      <translation>Erste Sicherungen und Prüfungen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/first_backup.py" />
      <source>Progress of the first backup</source>
      <translation>Fortschritt der ersten Sicherung</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/first_backup.py" />
      <source>The first backup of {target}</source>
      <translation>Die erste Sicherung von {target}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/first_backup.py" />
      <source>The next backup: {moment}.</source>
      <translation>Die nächste Sicherung: {moment}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/first_backup.py" />
      <source>Try again</source>
      <translation>Noch einmal versuchen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/passphrase.py" />
      <source>Choose a passphrase</source>
      <translation>Passphrase wählen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/passphrase.py" />
      <source>It opens the backups, also on another computer. Several words are best.</source>
      <translation>Sie öffnet die Sicherungen, auch auf einem anderen Computer. Am besten sind mehrere Wörter.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/passphrase.py" />
      <source>Let this computer open it by itself, through its keyring</source>
      <translation>Diesen Computer sie selbst öffnen lassen, über seinen Schlüsselbund</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/passphrase.py" />
      <source>No passphrase is needed</source>
      <translation>Es wird keine Passphrase gebraucht</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/passphrase.py" />
      <source>Scheduled backups need that: else the passphrase is asked for at each start.</source>
      <translation>Sicherungen nach Zeitplan brauchen das: sonst wird bei jedem Start nach der Passphrase gefragt.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/passphrase.py" />
      <source>{name} has its own.</source>
      <translation>{name} hat eine eigene.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/place.py" />
      <source>A name has at most 100 visible characters and does not begin with -.</source>
      <translation>Ein Name hat höchstens 100 sichtbare Zeichen und beginnt nicht mit -.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/place.py" />
      <source>Asking the object store…</source>
      <translation>Objektspeicher wird gefragt …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/place.py" />
      <source>Everything is encrypted before it goes there. Another disk is safer.</source>
      <translation>Alles wird vorher verschlüsselt. Ein anderes Laufwerk ist sicherer.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/place.py" />
      <source>In a new repository: a folder on a drive or a NAS</source>
      <translation>In einer neuen Ablage: ein Ordner auf einem Laufwerk oder NAS</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/place.py" />
      <source>In a new repository: an object store (S3)</source>
      <translation>In einer neuen Ablage: ein Objektspeicher (S3)</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/place.py" />
      <source>In a repository that is known here</source>
      <translation>In einer Ablage, die hier bekannt ist</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/place.py" />
      <source>Name of the new repository</source>
      <translation>Name der neuen Ablage</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/place.py" />
      <source>Something is there already. Choose another prefix.</source>
      <translation>Dort liegt schon etwas. Wählen Sie ein anderes Präfix.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/place.py" />
      <source>Such as nas</source>
      <translation>Etwa nas</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/place.py" />
      <source>The object store answers, and the place is empty.</source>
      <translation>Der Objektspeicher antwortet, und der Ort ist leer.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/place.py" />
      <source>Where should it be kept?</source>
      <translation>Wo soll es aufbewahrt werden?</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/recovery.py" />
      <source>Group {n}</source>
      <translation>Gruppe {n}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/recovery.py" />
      <source>It opens the backups when the passphrase is lost. LabVault keeps no copy of it.</source>
      <translation>Er öffnet die Sicherungen, wenn die Passphrase verloren ist. LabVault behält keine Kopie davon.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/recovery.py" />
      <source>Making the repository…</source>
      <translation>Ablage wird angelegt …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/recovery.py" />
      <source>Nothing to write down</source>
      <translation>Nichts zu notieren</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/recovery.py" />
      <source>Print the recovery kit…</source>
      <translation>Notfallblatt drucken …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/recovery.py" />
      <source>Save it as PDF…</source>
      <translation>Als PDF speichern …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/recovery.py" />
      <source>Save the recovery kit</source>
      <translation>Notfallblatt speichern</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/recovery.py" />
      <source>Saved as {file}, which only you may read. Print it, then delete it.</source>
      <translation>Gespeichert als {file}, nur für Sie lesbar. Drucken Sie es, dann löschen Sie es.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/recovery.py" />
      <source>Sent to the printer. Look whether the page came out.</source>
      <translation>An den Drucker gesendet. Sehen Sie nach, ob das Blatt herauskam.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/recovery.py" />
      <source>The printer did not take it. Save it as PDF instead.</source>
      <translation>Der Drucker hat es nicht angenommen. Speichern Sie es als PDF.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/recovery.py" />
      <source>The repository's recovery kit stays valid.</source>
      <translation>Das Notfallblatt der Ablage gilt weiter.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/recovery.py" />
      <source>This computer cannot open it by itself: {why}</source>
      <translation>Dieser Computer kann sie nicht selbst öffnen: {why}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/recovery.py" />
      <source>Type these groups of it from your paper:</source>
      <translation>Tippen Sie diese Gruppen von Ihrem Papier ab:</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/recovery.py" />
      <source>Write down the recovery key</source>
      <translation>Notieren Sie den Rettungsschlüssel</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/schedule.py" />
      <source>In plain words or as a cron line. Beside it stand the next runs.</source>
      <translation>In einfachen englischen Worten oder als Cron-Zeile. Daneben stehen die nächsten Läufe.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/schedule.py" />
      <source>Nothing happens by itself yet: LabVault's agent does not run. Let it start at log-in, in the settings.</source>
      <translation>Noch geschieht nichts von selbst: der Agent von LabVault läuft nicht. Lassen Sie ihn in den Einstellungen bei der Anmeldung starten.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/schedule.py" />
      <source>The agent runs: what is due happens without this window.</source>
      <translation>Der Agent läuft: was fällig ist, geschieht auch ohne dieses Fenster.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/schedule.py" />
      <source>When should it be backed up?</source>
      <translation>Wann soll gesichert werden?</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/what.py" />
      <source>Kinds of targets</source>
      <translation>Arten von Datenquellen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/what.py" />
      <source>Next come where it is, where its backups are kept, and when they happen.</source>
      <translation>Danach kommt, wo sie ist, wo ihre Sicherungen liegen und wann sie geschehen.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/what.py" />
      <source>What do you want to protect?</source>
      <translation>Was möchten Sie schützen?</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/wizard.py" />
      <source>Protect a target</source>
      <translation>Datenquelle schützen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/recovery_kit/paper.py" />
      <source>Group {n}: {group}</source>
      <translation>Gruppe {n}: {group}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/recovery_kit/paper.py" />
      <source>It is on paper</source>
      <translation>Er ist auf Papier</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/recovery_kit/paper.py" />
      <source>Keep the page where strangers do not come and a fire in the laboratory does not reach. Delete a saved file once it is printed.</source>
      <translation>Bewahren Sie das Blatt dort auf, wohin keine Fremden kommen und kein Feuer im Labor reicht. Löschen Sie eine gespeicherte Datei, sobald sie gedruckt ist.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/recovery_kit/paper.py" />
      <source>Paper</source>
      <translation>Papier</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/recovery_kit/paper.py" />
      <source>Print the page, or write the eight groups down. LabVault keeps no copy.</source>
      <translation>Drucken Sie das Blatt, oder schreiben Sie die acht Gruppen ab. LabVault behält keine Kopie.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/recovery_kit/paper.py" />
      <source>Print…</source>
      <translation>Drucken …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/recovery_kit/paper.py" />
      <source>Put the recovery key of {name} on paper</source>
      <translation>Bringen Sie den Rettungsschlüssel von {name} zu Papier</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/recovery_kit/paper.py" />
      <source>Save as PDF…</source>
      <translation>Als PDF speichern …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/recovery_kit/paper.py" />
      <source>Save as text…</source>
      <translation>Als Text speichern …</translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/wizards/recovery_kit/proving.py" />
      <source>%Ln older keys open</source>
      <translation>
        <numerusform>%Ln älterer Schlüssel öffnet</numerusform>
        <numerusform>%Ln ältere Schlüssel öffnen</numerusform>
      </translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/recovery_kit/proving.py" />
      <source>Confirm the key</source>
      <translation>Schlüssel bestätigen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/recovery_kit/proving.py" />
      <source>Group {n} is not what is on the page.</source>
      <translation>Gruppe {n} ist nicht, was auf dem Blatt steht.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/recovery_kit/proving.py" />
      <source>It was typed from its paper, and it opens the repository.</source>
      <translation>Er wurde vom Papier abgetippt, und er öffnet die Ablage.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/recovery_kit/proving.py" />
      <source>LabVault asks for it again in half a year.</source>
      <translation>LabVault fragt in einem halben Jahr wieder danach.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/recovery_kit/proving.py" />
      <source>Nothing to type back</source>
      <translation>Nichts abzutippen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/recovery_kit/proving.py" />
      <source>Revoking the older keys…</source>
      <translation>Ältere Schlüssel werden widerrufen …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/recovery_kit/proving.py" />
      <source>The key is not shown here any more: what you type must come from the page.</source>
      <translation>Der Schlüssel wird hier nicht mehr gezeigt: was Sie tippen, muss vom Blatt kommen.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/recovery_kit/proving.py" />
      <source>The key on the page opens the repository.</source>
      <translation>Der Schlüssel auf dem Blatt öffnet die Ablage.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/recovery_kit/proving.py" />
      <source>The recovery key of {name} is confirmed</source>
      <translation>Der Rettungsschlüssel von {name} ist bestätigt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/recovery_kit/proving.py" />
      <source>Type back</source>
      <translation>Abtippen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/recovery_kit/proving.py" />
      <source>Type {count} groups from the paper</source>
      <translation>Tippen Sie {count} Gruppen vom Papier ab</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/recovery_kit/proving.py" />
      <source>{keys} nothing any more: burn their pages.</source>
      <translation>{keys} nichts mehr: verbrennen Sie die Blätter.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/recovery_kit/selecting.py" />
      <source>A new recovery key for {name}</source>
      <translation>Ein neuer Rettungsschlüssel für {name}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/recovery_kit/selecting.py" />
      <source>A recovery kit for which repository?</source>
      <translation>Ein Notfallblatt für welche Ablage?</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/recovery_kit/selecting.py" />
      <source>All eight groups, from the paper:</source>
      <translation>Alle acht Gruppen, vom Papier:</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/recovery_kit/selecting.py" />
      <source>Check the key</source>
      <translation>Schlüssel prüfen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/recovery_kit/selecting.py" />
      <source>For a second copy, or a page that has become hard to read.</source>
      <translation>Für eine zweite Kopie, oder wenn ein Blatt schlecht lesbar geworden ist.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/recovery_kit/selecting.py" />
      <source>It is made now. Where there is a manager's password, it is asked for.</source>
      <translation>Er wird jetzt gemacht. Wo es ein Kennwort der Leitung gibt, wird danach gefragt.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/recovery_kit/selecting.py" />
      <source>Its recovery key: {state}</source>
      <translation>Ihr Rettungsschlüssel: {state}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/recovery_kit/selecting.py" />
      <source>LabVault keeps no copy of it. Case, blanks and hyphens do not matter.</source>
      <translation>LabVault behält keine Kopie davon. Groß, klein, Leerzeichen und Striche sind gleich.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/recovery_kit/selecting.py" />
      <source>Make a new key</source>
      <translation>Neuen Schlüssel machen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/recovery_kit/selecting.py" />
      <source>One page with which the backups open on any computer, without the passphrase.</source>
      <translation>Ein Blatt, mit dem sich die Sicherungen auf jedem Computer öffnen, ohne die Passphrase.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/recovery_kit/selecting.py" />
      <source>The old one opens until the new one is typed back, then nothing.</source>
      <translation>Der alte öffnet, bis der neue abgetippt ist, dann nichts mehr.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/recovery_kit/selecting.py" />
      <source>The recovery key of {name} is at hand</source>
      <translation>Der Rettungsschlüssel von {name} ist zur Hand</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/recovery_kit/selecting.py" />
      <source>There is no repository yet. Protect something first.</source>
      <translation>Es gibt noch keine Ablage. Schützen Sie zuerst etwas.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/recovery_kit/selecting.py" />
      <source>Type the recovery key of {name}</source>
      <translation>Tippen Sie den Rettungsschlüssel von {name} ab</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/recovery_kit/selecting.py" />
      <source>With a new recovery key</source>
      <translation>Mit einem neuen Rettungsschlüssel</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/recovery_kit/selecting.py" />
      <source>With the recovery key that there is, typed from its paper</source>
      <translation>Mit dem vorhandenen Rettungsschlüssel, vom Papier abgetippt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/recovery_kit/wizard.py" />
      <source>Go on</source>
      <translation>Weitermachen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/recovery_kit/wizard.py" />
      <source>It opens the repository, and so do the older ones. Who has no page of it should revoke it again; who has one can check it later in the settings.</source>
      <translation>Er öffnet die Ablage, und die älteren tun es auch. Wer kein Blatt davon hat, sollte ihn wieder widerrufen; wer eines hat, kann ihn später in den Einstellungen prüfen.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/recovery_kit/wizard.py" />
      <source>Leave and revoke the new key</source>
      <translation>Verlassen und den neuen Schlüssel widerrufen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/recovery_kit/wizard.py" />
      <source>Leave, check it later</source>
      <translation>Verlassen, später prüfen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/recovery_kit/wizard.py" />
      <source>Recovery kit</source>
      <translation>Notfallblatt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/recovery_kit/wizard.py" />
      <source>The new recovery key was not typed back.</source>
      <translation>Der neue Rettungsschlüssel wurde nicht abgetippt.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/carrying_out.py" />
      <source>Begin afresh</source>
      <translation>Neu beginnen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/carrying_out.py" />
      <source>Go on with it</source>
      <translation>Damit weitermachen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/carrying_out.py" />
      <source>Nothing has the name {place} yet.</source>
      <translation>Noch heißt nichts {place}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/carrying_out.py" />
      <source>Progress of the restore</source>
      <translation>Fortschritt der Wiederherstellung</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/carrying_out.py" />
      <source>Restoring into {place}</source>
      <translation>Wiederherstellung in {place}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/carrying_out.py" />
      <source>Stop it? Nothing that is live was touched. What was loaded so far waits under an unfinished name: a later restore goes on with it, or clears it away.</source>
      <translation>Anhalten? Nichts Laufendes wurde angerührt. Was geladen ist, wartet unter einem vorläufigen Namen: eine spätere Wiederherstellung macht damit weiter oder räumt es weg.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/carrying_out.py" />
      <source>What was loaded waits under an unfinished name.</source>
      <translation>Was geladen wurde, wartet unter einem vorläufigen Namen.</translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/wizards/restore/checking.py" />
      <source>%Ln programs use it</source>
      <translation>
        <numerusform>%Ln Programm benutzt sie</numerusform>
        <numerusform>%Ln Programme benutzen sie</numerusform>
      </translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/checking.py" />
      <source>All roles are there</source>
      <translation>Alle Rollen sind da</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/checking.py" />
      <source>An earlier restore to this place did not end</source>
      <translation>Eine frühere Wiederherstellung an diesen Ort kam nicht zum Ende</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/checking.py" />
      <source>Checking…</source>
      <translation>Wird geprüft …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/checking.py" />
      <source>Coming back: {rows}</source>
      <translation>Zurück kommen: {rows}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/checking.py" />
      <source>Disk: needs {need}, {free} free</source>
      <translation>Platz: braucht {need}, {free} frei</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/checking.py" />
      <source>Disk: needs {need}; the server does not say how much is free</source>
      <translation>Platz: braucht {need}; der Server sagt nicht, wie viel frei ist</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/checking.py" />
      <source>End them at the swap</source>
      <translation>Beim Tausch beenden</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/checking.py" />
      <source>In the snapshot, but not live: {rows}</source>
      <translation>Im Snapshot, aber nicht im Bestand: {rows}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/checking.py" />
      <source>Mend it below, or go back and change it.</source>
      <translation>Beheben Sie es unten, oder gehen Sie zurück und ändern Sie es.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/checking.py" />
      <source>Missing roles are created without a password: {roles}</source>
      <translation>Fehlende Rollen werden ohne Kennwort angelegt: {roles}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/checking.py" />
      <source>No row would vanish, by number</source>
      <translation>Der Zahl nach würde keine Zeile verschwinden</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/checking.py" />
      <source>Nothing is written yet.</source>
      <translation>Noch ist nichts geschrieben.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/checking.py" />
      <source>Replace {place}</source>
      <translation>{place} ersetzen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/checking.py" />
      <source>Restore into {place}</source>
      <translation>In {place} wiederherstellen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/checking.py" />
      <source>Their sessions can be ended at the swap; what they have not saved is lost.</source>
      <translation>Ihre Sitzungen können beim Tausch beendet werden; was sie nicht gespeichert haben, ist verloren.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/checking.py" />
      <source>This cannot be restored there as it stands</source>
      <translation>So lässt sich das dort nicht wiederherstellen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/checking.py" />
      <source>This is what will happen</source>
      <translation>Das wird geschehen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/checking.py" />
      <source>Time: about {time}, by the drill of {moment}</source>
      <translation>Dauer: etwa {time}, nach dem Test von {moment}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/checking.py" />
      <source>Time: not known, for no drill was made of this target yet</source>
      <translation>Dauer: unbekannt; von dieser Datenquelle gibt es noch keinen Test</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/checking.py" />
      <source>What is live now could not be counted. {why}</source>
      <translation>Was jetzt live ist, ließ sich nicht zählen. {why}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/checking.py" />
      <source>What is there besides stays.</source>
      <translation>Was sonst noch da ist, bleibt.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/checking.py" />
      <source>What it loaded waits under an unfinished name; it can be used again.</source>
      <translation>Was sie geladen hat, wartet unter einem vorläufigen Namen; es lässt sich weiterverwenden.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/checking.py" />
      <source>What was backed up is not there any more</source>
      <translation>Was gesichert wurde, ist nicht mehr da</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/checking.py" />
      <source>What was found</source>
      <translation>Was gefunden wurde</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/checking.py" />
      <source>What will be restored</source>
      <translation>Was wiederhergestellt wird</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/checking.py" />
      <source>Would vanish: {rows} in {tables}. {kept}</source>
      <translation>Verschwinden würden: {rows} in {tables}. {kept}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/checking.py" />
      <source>{target} as of {moment}, {rows}, into {place}. {live}</source>
      <translation>{target}, Stand {moment}, {rows}, in {place}. {live}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/proving.py" />
      <source>All is as it was before the restore.</source>
      <translation>Alles ist, wie es vor der Wiederherstellung war.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/proving.py" />
      <source>Delete what was restored…</source>
      <translation>Wiederhergestelltes löschen …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/proving.py" />
      <source>Delete {kept}</source>
      <translation>{kept} löschen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/proving.py" />
      <source>Delete {kept} for good?</source>
      <translation>{kept} endgültig löschen?</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/proving.py" />
      <source>Delete {place}</source>
      <translation>{place} löschen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/proving.py" />
      <source>Deleting {kept}…</source>
      <translation>{kept} wird gelöscht …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/proving.py" />
      <source>End the sessions and try again</source>
      <translation>Sitzungen beenden und noch einmal versuchen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/proving.py" />
      <source>Equal: {equal} of {tables}</source>
      <translation>Gleich: {equal} von {tables}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/proving.py" />
      <source>Give {place} the restored content again</source>
      <translation>{place} wieder den wiederhergestellten Inhalt geben</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/proving.py" />
      <source>Giving {place} its old content back…</source>
      <translation>{place} bekommt seinen alten Inhalt zurück…</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/proving.py" />
      <source>How the restore ended</source>
      <translation>Wie die Wiederherstellung ausging</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/proving.py" />
      <source>It cannot be brought back, except from a snapshot.</source>
      <translation>Sie lässt sich nicht zurückholen, außer aus einem Snapshot.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/proving.py" />
      <source>It holds what was restored just now. The live database and the snapshot stay.</source>
      <translation>Darin ist, was eben wiederhergestellt wurde. Die laufende Datenbank und der Snapshot bleiben.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/proving.py" />
      <source>Keep it</source>
      <translation>Behalten</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/proving.py" />
      <source>Names are being swapped. Wait a moment, or leave it to itself?</source>
      <translation>Namen werden getauscht. Warten Sie einen Augenblick, oder überlassen Sie es sich selbst?</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/proving.py" />
      <source>Nothing got its final name. Verify the snapshot, then try another one.</source>
      <translation>Nichts hat seinen endgültigen Namen bekommen. Prüfen Sie den Snapshot, dann nehmen Sie einen anderen.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/proving.py" />
      <source>Nothing was copied or lost: names were swapped.</source>
      <translation>Nichts wurde kopiert oder ging verloren: Namen wurden getauscht.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/proving.py" />
      <source>Proof</source>
      <translation>Nachweis</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/proving.py" />
      <source>To undo, delete {place}.</source>
      <translation>Um es rückgängig zu machen, löschen Sie {place}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/proving.py" />
      <source>Undo: delete {place}…</source>
      <translation>Rückgängig: {place} löschen…</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/proving.py" />
      <source>Undo: give {place} its old content back</source>
      <translation>Rückgängig: {place} den alten Inhalt zurückgeben</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/proving.py" />
      <source>Undone: {place} is as it was before the restore</source>
      <translation>Rückgängig gemacht: {place} ist wie vor der Wiederherstellung</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/proving.py" />
      <source>Undone: {place} is deleted</source>
      <translation>Rückgängig gemacht: {place} ist gelöscht</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/proving.py" />
      <source>What to do next</source>
      <translation>Was als Nächstes zu tun ist</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/proving.py" />
      <source>What was loaded is not equal to the snapshot</source>
      <translation>Was geladen wurde, ist dem Snapshot nicht gleich</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/proving.py" />
      <source>What was restored is kept as {kept}. It takes space until you let it go.</source>
      <translation>Das Wiederhergestellte bleibt als {kept} erhalten. Es braucht Platz, bis Sie es freigeben.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/proving.py" />
      <source>{amount}, {size}, in {time}. {compared}</source>
      <translation>{amount}, {size}, in {time}. {compared}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/proving.py" />
      <source>{kept} is deleted</source>
      <translation>{kept} ist gelöscht</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/proving.py" />
      <source>{place} has the restored content again</source>
      <translation>{place} hat wieder den wiederhergestellten Inhalt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/proving.py" />
      <source>{place} is equal to the snapshot</source>
      <translation>{place} ist dem Snapshot gleich</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/selecting.py" />
      <source>Back it up first.</source>
      <translation>Sichern Sie sie zuerst.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/selecting.py" />
      <source>Back to which moment?</source>
      <translation>Zurück zu welchem Zeitpunkt?</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/selecting.py" />
      <source>Choose one from before the loss.</source>
      <translation>Wählen Sie einen von vor dem Verlust.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/selecting.py" />
      <source>Moment</source>
      <translation>Zeitpunkt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/selecting.py" />
      <source>Nothing is changed before the last step.</source>
      <translation>Vor dem letzten Schritt ändert sich nichts.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/selecting.py" />
      <source>Protect a target first.</source>
      <translation>Schützen Sie zuerst eine Datenquelle.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/selecting.py" />
      <source>There is no snapshot of it yet</source>
      <translation>Davon gibt es noch keinen Snapshot</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/selecting.py" />
      <source>There is nothing to restore</source>
      <translation>Es gibt nichts wiederherzustellen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/selecting.py" />
      <source>What do you want back?</source>
      <translation>Was möchten Sie zurück?</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/what.py" />
      <source>The snapshot has {contents}.</source>
      <translation>Der Snapshot hat {contents}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/what.py" />
      <source>Tick what you need.</source>
      <translation>Haken Sie an, was Sie brauchen.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/what.py" />
      <source>What of it?</source>
      <translation>Was davon?</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/where.py" />
      <source>A manager will be asked for the password.</source>
      <translation>Die Leitung wird nach dem Kennwort gefragt.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/where.py" />
      <source>End the sessions of programs that use it, at the swap</source>
      <translation>Sitzungen von Programmen, die sie benutzen, beim Tausch beenden</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/where.py" />
      <source>Files that are there give way, and are kept in a folder beside</source>
      <translation>Vorhandene Dateien weichen und werden in einem Ordner daneben behalten</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/where.py" />
      <source>Files that are there stay as they are</source>
      <translation>Vorhandene Dateien bleiben, wie sie sind</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/where.py" />
      <source>Files that are there stay, the snapshot's get another name</source>
      <translation>Vorhandene Dateien bleiben, die des Snapshots bekommen einen anderen Namen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/where.py" />
      <source>Files that are there, and are others</source>
      <translation>Dateien, die da sind und andere sind</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/where.py" />
      <source>Into the live folder, file by file, with what is there</source>
      <translation>In den laufenden Ordner, Datei für Datei, zu dem, was da ist</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/where.py" />
      <source>Nothing that is there now is overwritten or deleted.</source>
      <translation>Nichts, was jetzt da ist, wird überschrieben oder gelöscht.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/where.py" />
      <source>The new place</source>
      <translation>Der neue Ort</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/where.py" />
      <source>Where should it go?</source>
      <translation>Wohin damit?</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/sample/telling.py" />
      <source>Look around as long as you like, and remove it on the overview.</source>
      <translation>Sehen Sie sich um, solange Sie wollen, und entfernen Sie es auf der Übersicht.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/sample/telling.py" />
      <source>Not all of it worked: see the lines marked ▲</source>
      <translation>Nicht alles hat geklappt: siehe die Zeilen mit ▲</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/sample/telling.py" />
      <source>Progress of the story</source>
      <translation>Fortschritt der Vorführung</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/sample/telling.py" />
      <source>Show the sample laboratory</source>
      <translation>Beispiellabor zeigen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/sample/telling.py" />
      <source>The data came back equal, and damage was seen</source>
      <translation>Die Daten kamen gleich zurück, und Schaden fiel auf</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/sample/telling.py" />
      <source>The sample laboratory is being built</source>
      <translation>Das Beispiellabor wird aufgebaut</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/sample/telling.py" />
      <source>The story</source>
      <translation>Vorführung</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/sample/telling.py" />
      <source>What was built so far is removed again.</source>
      <translation>Was bisher aufgebaut wurde, wird wieder entfernt.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/sample/wizard.py" />
      <source>A laboratory to try things with</source>
      <translation>Ein Labor zum Ausprobieren</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/sample/wizard.py" />
      <source>Build the sample laboratory</source>
      <translation>Beispiellabor aufbauen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/sample/wizard.py" />
      <source>It has a workspace of its own, beside your data and apart from it, and can be removed with one click. It takes less than a minute.</source>
      <translation>Es hat einen eigenen Arbeitsbereich, neben Ihren Daten und getrennt davon, und lässt sich mit einem Klick entfernen. Es dauert keine Minute.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/sample/wizard.py" />
      <source>Real backups of made-up data, on this computer alone. Nothing of yours is read.</source>
      <translation>Echte Sicherungen erfundener Daten, nur auf diesem Computer. Nichts von Ihnen wird gelesen.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/sample/wizard.py" />
      <source>Sample laboratory</source>
      <translation>Beispiellabor</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/sample/wizard.py" />
      <source>What you will see</source>
      <translation>Was Sie sehen werden</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/takeover/carrying_out.py" />
      <source>Each is loaded and read back before it counts.</source>
      <translation>Jeder wird geladen und zurückgelesen, bevor er zählt.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/takeover/carrying_out.py" />
      <source>Progress of the import</source>
      <translation>Fortschritt der Übernahme</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/takeover/carrying_out.py" />
      <source>Report: {file}</source>
      <translation>Bericht: {file}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/takeover/carrying_out.py" />
      <source>The dumps are taken in</source>
      <translation>Die Dumps werden übernommen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/takeover/carrying_out.py" />
      <source>The files were not changed. What was taken in can be restored now.</source>
      <translation>Die Dateien wurden nicht geändert. Was übernommen ist, lässt sich jetzt wiederherstellen.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/takeover/carrying_out.py" />
      <source>What became of each dump</source>
      <translation>Was aus jedem Dump wurde</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/takeover/carrying_out.py" />
      <source>What was taken in stays; a second import goes on from there.</source>
      <translation>Was übernommen ist, bleibt; eine zweite Übernahme macht dort weiter.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/takeover/finding.py" />
      <source>A folder of dumps, or one dump</source>
      <translation>Ein Ordner mit Dumps, oder ein Dump</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/takeover/finding.py" />
      <source>Check the dumps</source>
      <translation>Dumps prüfen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/takeover/finding.py" />
      <source>Checking {name}</source>
      <translation>{name} wird geprüft</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/takeover/finding.py" />
      <source>Choose the folder of dumps</source>
      <translation>Ordner mit Dumps wählen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/takeover/finding.py" />
      <source>Choose the settings</source>
      <translation>Einstellungen wählen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/takeover/finding.py" />
      <source>Dumps that were found</source>
      <translation>Gefundene Dumps</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/takeover/finding.py" />
      <source>Folder of dumps</source>
      <translation>Ordner mit Dumps</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/takeover/finding.py" />
      <source>From where</source>
      <translation>Woher</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/takeover/finding.py" />
      <source>Its {name}, if there is one</source>
      <translation>Die {name} dazu, falls es sie gibt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/takeover/finding.py" />
      <source>Progress of the check</source>
      <translation>Fortschritt der Prüfung</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/takeover/finding.py" />
      <source>Settings of CryoProtect (*.yaml *.yml)</source>
      <translation>Einstellungen von CryoProtect (*.yaml *.yml)</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/takeover/finding.py" />
      <source>Stopped. Nothing was changed.</source>
      <translation>Angehalten. Nichts wurde geändert.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/takeover/finding.py" />
      <source>Take over its settings, too</source>
      <translation>Auch seine Einstellungen übernehmen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/takeover/finding.py" />
      <source>They are read to find out which are good. Nothing there is changed.</source>
      <translation>Sie werden gelesen, um zu sehen, welche gut sind. Dort wird nichts geändert.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/takeover/finding.py" />
      <source>Time zone of the names</source>
      <translation>Zeitzone der Namen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/takeover/finding.py" />
      <source>Where are CryoProtect's backups?</source>
      <translation>Wo liegen die Sicherungen von CryoProtect?</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/takeover/wizard.py" />
      <source>Import from CryoProtect</source>
      <translation>Aus CryoProtect übernehmen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/wizard.py" />
      <source>Back</source>
      <translation>Zurück</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/wizard.py" />
      <source>Let it run</source>
      <translation>Weiterlaufen lassen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/wizard.py" />
      <source>Stop it</source>
      <translation>Anhalten</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/wizard.py" />
      <source>Stop it, and leave everything as it was?</source>
      <translation>Anhalten und alles lassen, wie es war?</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/wizard.py" />
      <source>This is still running.</source>
      <translation>Das läuft noch.</translation>
    </message>
  </context>
</TS>
