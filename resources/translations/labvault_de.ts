<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
  <extra-glossary>target = Datenquelle · snapshot = Snapshot · repository = Ablage · backup = Sicherung, sichern · restore = Wiederherstellung, wiederherstellen · verification = Prüfung, prüfen · proof, proven = Nachweis, nachweislich · drill = Wiederherstellungstest · item = Eintrag · chunk = Block · pack = Paket · job = Auftrag · schedule = Zeitplan · retention = Aufbewahrung · prune = Aufräumen · trash = Papierkorb · workspace = Arbeitsbereich · catalog = Katalog · policy = Regel · recovery key = Wiederherstellungsschlüssel · recovery kit = Notfallblatt · keyring = Schlüsselbund · password = Kennwort · manager = Leitung · tripwire = Stolperdraht. Nouns that are counted have one plural in all cases where possible. People are spoken to as Sie; sentences stay as short as the English ones; no exclamation marks.
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
      <translation>Wiederherstellungsschlüssel</translation>
    </message>
    <message>
      <location filename="desktop_app/credentials.py" />
      <source>secret access key</source>
      <translation>geheimer Zugriffsschlüssel</translation>
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
      <source>starting a scratch server</source>
      <translation>Testserver starten</translation>
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
      <location filename="desktop_app/engine/catalog/snapshots.py" />
      <source>snapshot</source>
      <translation>Snapshot</translation>
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
      <location filename="desktop_app/engine/finding.py" />
      <source>reading names</source>
      <translation type="unfinished" />
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
      <location filename="desktop_app/engine/model.py" />
      <source>database</source>
      <translation>Datenbank</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/model.py" />
      <source>digest</source>
      <translation>Übersicht</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/model.py" />
      <source>file</source>
      <translation>Datei</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/model.py" />
      <source>large objects</source>
      <translation>große Objekte</translation>
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
      <location filename="desktop_app/engine/notify/addresses.py" />
      <source>its address is not in the keyring of this computer</source>
      <translation>die Adresse steht nicht im Schlüsselbund dieses Computers</translation>
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
      <location filename="desktop_app/engine/os_keyring.py" />
      <source>this computer has none that keeps secrets secret</source>
      <translation>dieser Computer hat keinen, der Geheimnisse geheim hält</translation>
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
      <location filename="desktop_app/engine/recovery_page.py" />
      <source>there is no such folder</source>
      <translation>diesen Ordner gibt es nicht</translation>
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
      <source>was changed by someone without the key</source>
      <translation>wurde von jemandem ohne Schlüssel verändert</translation>
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
      <location filename="desktop_app/engine/repository/notes.py" />
      <source>is the note of another snapshot</source>
      <translation>ist die Notiz eines anderen Snapshots</translation>
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
      <source>was pruned meanwhile</source>
      <translation>wurde inzwischen aufgeräumt</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/restore.py" />
      <source>building indexes and constraints</source>
      <translation>Indizes und Bedingungen anlegen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/restore.py" />
      <source>loading rows</source>
      <translation>Zeilen laden</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/restore.py" />
      <source>making definitions</source>
      <translation>Definitionen anlegen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/restore.py" />
      <source>reading the snapshot</source>
      <translation>Snapshot lesen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/schedule/words.py" />
      <source>a cron line has five fields: minute, hour, day, month, day of week</source>
      <translation>eine Cron-Zeile hat fünf Felder: Minute, Stunde, Tag, Monat, Wochentag</translation>
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
      <source>loading the dump</source>
      <translation>Dump laden</translation>
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
      <source>has no usable port</source>
      <translation>hat keinen brauchbaren Port</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/postgres/connection.py" />
      <source>holds a password</source>
      <translation>enthält ein Kennwort</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/postgres/connection.py" />
      <source>holds characters that no address has</source>
      <translation>enthält Zeichen, die in keiner Adresse vorkommen</translation>
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
      <location filename="desktop_app/engine/sources/postgres/restoring/tailoring.py" />
      <source>owners</source>
      <translation>Eigentümer</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/postgres/scratch/account.py" />
      <source>postgres</source>
      <translation>postgres</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/postgres/scratch/account.py" />
      <source>unprivileged user</source>
      <translation>Benutzer ohne besondere Rechte</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/postgres/source.py" />
      <source>Python does not know it</source>
      <translation>Python kennt sie nicht</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/postgres/source.py" />
      <source>the list of tables</source>
      <translation>die Liste der Tabellen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/postgres/tools.py" />
      <source>PostgreSQL 13 or newer</source>
      <translation>PostgreSQL 13 oder neuer</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/sources/postgres/tools.py" />
      <source>pg_dump</source>
      <translation>pg_dump</translation>
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
      <source>it is too large to be settings</source>
      <translation>sie ist zu groß für Einstellungen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/verification.py" />
      <source>no source can say yet what it was at that moment</source>
      <translation>noch keine Quelle kann sagen, wie sie zu jenem Zeitpunkt war</translation>
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
      <source>reading items</source>
      <translation>Einträge lesen</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/workspace/key_changes.py" />
      <source>changing a passphrase with the recovery key</source>
      <translation>das Ändern einer Passphrase mit dem Wiederherstellungsschlüssel</translation>
    </message>
    <message>
      <location filename="desktop_app/engine/workspace/lifetime.py" />
      <source>another repository lies there now</source>
      <translation>dort liegt jetzt eine andere Ablage</translation>
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
      <source>Check that its server runs.</source>
      <translation>Prüfen Sie, ob sein Server läuft.</translation>
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
      <source>Install the PostgreSQL client tools of that version.</source>
      <translation>Installieren Sie die PostgreSQL-Clientwerkzeuge dieser Version.</translation>
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
      <source>There is no repository</source>
      <translation>Hier ist keine Ablage</translation>
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
      <source>This is no rule of a schedule</source>
      <translation>Das ist keine Regel für einen Zeitplan</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>This is not a recovery key</source>
      <translation>Das ist kein Wiederherstellungsschlüssel</translation>
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
      <translation>Versuchen Sie „every day at 01:00“, „every 6 hours“, „never“ oder eine Cron-Zeile.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Type it again as it is printed, all groups of it.</source>
      <translation>Tippen Sie ihn noch einmal so ab, wie er gedruckt ist, alle Gruppen.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>Type it again, or use the recovery key.</source>
      <translation>Geben Sie sie noch einmal ein, oder nehmen Sie den Wiederherstellungsschlüssel.</translation>
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
      <translation>Ohne {slot} würde keine Passphrase und kein Wiederherstellungsschlüssel die Ablage öffnen.</translation>
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
      <source>{chunks} chunks that it counted on were removed meanwhile.</source>
      <translation>{chunks} Blöcke, mit denen sie gerechnet hat, wurden inzwischen entfernt.</translation>
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
      <source>{name}: {how}.</source>
      <translation>{name}: {how}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/error_words.py" />
      <source>{name}: {reason}.</source>
      <translation type="unfinished" />
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
      <source>{tool} {found}; the server needs {needed} or newer.</source>
      <translation>{tool} {found}; der Server braucht {needed} oder neuer.</translation>
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
      <source>{where} was left as it is: {sessions} other sessions use it.</source>
      <translation>{where} blieb, wie es ist: {sessions} andere Sitzungen benutzen es.</translation>
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
      <location filename="desktop_app/gui/forms/connection.py" />
      <source>As it is kept</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/forms/connection.py" />
      <source>Certificate</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/forms/connection.py" />
      <source>Certificate of the authority</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/forms/connection.py" />
      <source>Choose the certificate of the authority</source>
      <translation type="unfinished" />
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
      <translation type="unfinished" />
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
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/forms/connection.py" />
      <source>The usual one of this computer's user</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/forms/connection.py" />
      <source>This is no address: {reason}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/forms/connection.py" />
      <source>User</source>
      <translation>Benutzer</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/connection.py" />
      <source>Which database?</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/forms/connection.py" />
      <source>Which server? Its name, such as lab-db, or its address.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/forms/connection.py" />
      <source>Who logs in?</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/forms/connection.py" />
      <source>not encrypted</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/forms/connection.py" />
      <source>through TLS</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/forms/connection.py" />
      <source>{name}, to list the others</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/forms/retention.py" />
      <source>At least, whatever the rules</source>
      <translation type="unfinished" />
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
      <translation type="unfinished" />
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
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/forms/retention.py" />
      <source>Newest</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/forms/retention.py" />
      <source>One a day</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/forms/retention.py" />
      <source>One a month</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/forms/retention.py" />
      <source>One a week</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/forms/retention.py" />
      <source>One a year</source>
      <translation type="unfinished" />
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
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/forms/retention.py" />
      <source>Verification</source>
      <translation>Prüfung</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/retention.py" />
      <source>What would become of each snapshot</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/forms/schedule.py" />
      <source>(shown in this computer's time)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/forms/schedule.py" />
      <source>Back up</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/forms/schedule.py" />
      <source>Ethoscope</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/forms/schedule.py" />
      <source>Folder</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/forms/schedule.py" />
      <source>For example: every day at 20:00, or 0 20 * * 1-5.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/forms/schedule.py" />
      <source>Last proven restore at most this old</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/forms/schedule.py" />
      <source>Last proven restore at most this old, in days</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/forms/schedule.py" />
      <source>MariaDB</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/forms/schedule.py" />
      <source>Newest snapshot at most this old</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/forms/schedule.py" />
      <source>None as long as the line is not understood.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/forms/schedule.py" />
      <source>None: only when somebody asks for it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/forms/schedule.py" />
      <source>PostgreSQL</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/forms/schedule.py" />
      <source>Run a drill</source>
      <translation>Wiederherstellung testen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/schedule.py" />
      <source>SQLite</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/forms/schedule.py" />
      <source>Verify</source>
      <translation>Prüfen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/schedule.py" />
      <source>When it happens cannot be said ahead.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/forms/schedule.py" />
      <source>by hand</source>
      <translation>von Hand</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/forms/schedule.py" />
      <source>no limit</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/forms/schedule.py" />
      <source>{rule}, by the clock of {zone}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/forms/schedule.py" />
      <source>{what}: next runs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/main_window.py" />
      <source>Nothing is running</source>
      <translation>Es läuft nichts</translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/models/activity.py" />
      <source>%Ln rows</source>
      <translation>
        <numerusform>%Ln Zeile</numerusform>
        <numerusform>%Ln Zeilen</numerusform>
      </translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>1 job is running</source>
      <translation>1 Auftrag läuft</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>1 job was given up</source>
      <translation>1 Auftrag wurde aufgegeben</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>Backing up {target}</source>
      <translation>{target} wird gesichert</translation>
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
      <source>Exporting {target}</source>
      <translation>{target} wird exportiert</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>Failed</source>
      <translation>Gescheitert</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>Given up</source>
      <translation>Aufgegeben</translation>
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
      <source>Job</source>
      <translation>Auftrag</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>New</source>
      <translation>Neu</translation>
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
      <source>Target</source>
      <translation>Datenquelle</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>Took</source>
      <translation>Dauer</translation>
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
      <source>When</source>
      <translation>Wann</translation>
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
      <source>{n} jobs are running</source>
      <translation>{n} Aufträge laufen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>{n} jobs were given up</source>
      <translation>{n} Aufträge wurden aufgegeben</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/activity.py" />
      <source>{running} running · {waiting} waiting · {all} in the history</source>
      <translation>{running} laufen · {waiting} warten · {all} im Verlauf</translation>
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
      <source>{time} left</source>
      <translation>noch {time}</translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/models/overview.py" />
      <source>%Ln targets</source>
      <translation>
        <numerusform>%Ln Datenquelle</numerusform>
        <numerusform>%Ln Datenquellen</numerusform>
      </translation>
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
      <source>The newest snapshot is of {moment}. Back it up now, or look at its schedule.</source>
      <translation>Der neueste Snapshot ist von {moment}. Sichern Sie jetzt, oder sehen Sie sich den Zeitplan an.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/overview.py" />
      <source>last proven restore {moment}</source>
      <translation>letzter Nachweis {moment}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/overview.py" />
      <source>never</source>
      <translation>nie</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/overview.py" />
      <source>newest, {limit}</source>
      <translation>neuester, {limit}</translation>
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
      <source>none</source>
      <translation>keiner</translation>
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
      <source>{count} targets need you</source>
      <translation>{count} Datenquellen brauchen Sie</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/overview.py" />
      <source>{covered} of {all} have a snapshot</source>
      <translation>{covered} von {all} mit Snapshot</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/overview.py" />
      <source>Back it up now, or look at its schedule.</source>
      <translation>Sichern Sie jetzt, oder sehen Sie sich den Zeitplan an.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/overview.py" />
      <source>No restore of {target} was proven within {days}</source>
      <translation>{target}: seit über {days} keine Wiederherstellung bewiesen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/overview.py" />
      <source>Run a drill.</source>
      <translation>Testen Sie eine Wiederherstellung.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/overview.py" />
      <source>The last one was {moment}. Run a drill.</source>
      <translation>Die letzte war {moment}. Testen Sie eine Wiederherstellung.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/overview.py" />
      <source>{target} has never been backed up (limit {limit})</source>
      <translation>{target} wurde noch nie gesichert (Grenze {limit})</translation>
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
      <source>{target} has not been backed up for {time} (limit {limit})</source>
      <translation>{target}: {time} ohne Sicherung (Grenze {limit})</translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/models/retention.py" />
      <source>%Ln snapshots</source>
      <translation>
        <numerusform>%Ln Snapshot</numerusform>
        <numerusform>%Ln Snapshots</numerusform>
      </translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>All {snapshots} of today are kept.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>If backups go on as they did, there will be {list}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>Snapshot</source>
      <translation>Snapshot</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>Then</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>There is no snapshot yet.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>Why</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>all are kept</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>at least {n}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>day {place} of {count}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>found bad, and no rule keeps it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>found bad, beside the good ones: {reason}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>kept</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>kept for ever</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>kept for ever ({label})</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>month {place} of {count}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>newest {place} of {count}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>no rule keeps it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>nothing is removed</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>one a day</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>one a month</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>one a week</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>one a year</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>one of at least {n}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>the newest</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>the newest good</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>the newest verified</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>to the trash</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>week {place} of {count}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>year {place} of {count}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>{kept} of {all} are kept; {going} go to the trash at the next prune.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>{n} daily</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>{n} monthly</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>{n} newest</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>{n} weekly</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>{n} yearly</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/models/retention.py" />
      <source>{snapshots} in {time}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/models/schedule.py" />
      <source>Mon–Fri</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/models/schedule.py" />
      <source>Not understood: {reason}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/models/schedule.py" />
      <source>Nothing is backed up by itself, so the limit rings unless somebody does.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/models/schedule.py" />
      <source>Sat, Sun</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/models/schedule.py" />
      <source>Up to {time} lie between two backups: the limit of {limit} would ring in between.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/models/schedule.py" />
      <source>cron: {line}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/models/schedule.py" />
      <source>daily</source>
      <translation type="unfinished" />
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/models/schedule.py" />
      <source>every %n days</source>
      <translation type="unfinished">
        <numerusform />
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/models/schedule.py" />
      <source>every %n h</source>
      <translation type="unfinished">
        <numerusform />
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/models/schedule.py" />
      <source>every %n min</source>
      <translation type="unfinished">
        <numerusform />
        <numerusform />
      </translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/schedule.py" />
      <source>every hour</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/models/schedule.py" />
      <source>last day</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/models/schedule.py" />
      <source>monthly on day {days} at {times}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/models/schedule.py" />
      <source>when files rested for {time}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/models/schedule.py" />
      <source>when the drive is plugged in</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/models/schedule.py" />
      <source>{days} at {times}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/models/schedule.py" />
      <source>{weekday}, {moment}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/models/targets.py" />
      <source>A target is a thing to protect, such as a database.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/models/targets.py" />
      <source>Kept</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/models/targets.py" />
      <source>Kept in</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/models/targets.py" />
      <source>Kind</source>
      <translation>Art</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/targets.py" />
      <source>Limit</source>
      <translation>Grenze</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/targets.py" />
      <source>Next run</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/models/targets.py" />
      <source>No target yet</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/models/targets.py" />
      <source>Schedule</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/models/targets.py" />
      <source>Where</source>
      <translation>Wo</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/targets.py" />
      <source>now</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/models/targets.py" />
      <source>waits</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/models/targets.py" />
      <source>{name} copy</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/models/targets.py" />
      <source>{n} backed up by themselves</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/models/targets.py" />
      <source>{n} paused</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/models/targets.py" />
      <source>{n} shown</source>
      <translation type="unfinished" />
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
      <source>%Ln problems</source>
      <translation>
        <numerusform>%Ln Problem</numerusform>
        <numerusform>%Ln Probleme</numerusform>
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
      <source>Item</source>
      <translation>Eintrag</translation>
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
      <source>Passed</source>
      <translation>Bestanden</translation>
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
      <source>Result</source>
      <translation>Ergebnis</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/verification.py" />
      <source>Rows</source>
      <translation>Zeilen</translation>
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
      <source>took {time}</source>
      <translation>dauerte {time}</translation>
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
      <source>really restored beside, every table compared</source>
      <translation>wirklich daneben wiederhergestellt, jede Tabelle verglichen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/models/verification_report.py" />
      <source>what the bytes mean: archives list, rows count</source>
      <translation>was die Bytes bedeuten: Archive lesbar, Zeilen gezählt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/activity.py" />
      <source>Activity</source>
      <translation>Aktivität</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/activity.py" />
      <source>All jobs</source>
      <translation>Alle Aufträge</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/activity.py" />
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/activity.py" />
      <source>Copy for support</source>
      <translation>Für den Support kopieren</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/activity.py" />
      <source>Dismiss</source>
      <translation>Weglegen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/activity.py" />
      <source>Given up or failed</source>
      <translation>Aufgegeben oder gescheitert</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/activity.py" />
      <source>It told nothing.</source>
      <translation>Er hat nichts gemeldet.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/activity.py" />
      <source>Jobs</source>
      <translation>Aufträge</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/activity.py" />
      <source>Log of the job</source>
      <translation>Protokoll des Auftrags</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/activity.py" />
      <source>Looking…</source>
      <translation>Sehe nach …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/activity.py" />
      <source>No job of this kind yet. Every backup is listed here.</source>
      <translation>Noch kein Auftrag dieser Art. Jede Sicherung wird hier aufgeführt.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/activity.py" />
      <source>Progress</source>
      <translation>Fortschritt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/activity.py" />
      <source>Reading the log…</source>
      <translation>Protokoll wird gelesen …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/activity.py" />
      <source>Retry</source>
      <translation>Wiederholen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/activity.py" />
      <source>Which jobs</source>
      <translation>Welche Aufträge</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/overview.py" />
      <source>1.  Say what to protect: a database of your laboratory.</source>
      <translation>1.  Sagen Sie, was zu schützen ist: eine Datenbank Ihres Labors.</translation>
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
      <source>Restore…</source>
      <translation>Wiederherstellen …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/overview.py" />
      <source>Three steps to the first proven backup</source>
      <translation>Drei Schritte zur ersten nachgewiesenen Sicherung</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/page.py" />
      <source>Sections of the settings</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/pages/settings/page.py" />
      <source>Settings</source>
      <translation type="unfinished" />
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/pages/snapshots.py" />
      <source>%Ln items</source>
      <translation>
        <numerusform>%Ln Eintrag</numerusform>
        <numerusform>%Ln Einträge</numerusform>
      </translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots.py" />
      <source>(null)</source>
      <translation>(null)</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots.py" />
      <source>All targets</source>
      <translation>Alle Datenquellen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots.py" />
      <source>Choose a table to see its first rows.</source>
      <translation>Wählen Sie eine Tabelle, um ihre ersten Zeilen zu sehen.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots.py" />
      <source>First rows</source>
      <translation>Erste Zeilen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots.py" />
      <source>Hash</source>
      <translation>Hash</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots.py" />
      <source>Items of the snapshot</source>
      <translation>Einträge des Snapshots</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots.py" />
      <source>Reading the first rows…</source>
      <translation>Erste Zeilen werden gelesen …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots.py" />
      <source>Reading the list of items…</source>
      <translation>Liste der Einträge wird gelesen …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots.py" />
      <source>Search</source>
      <translation>Suchen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots.py" />
      <source>Search snapshots</source>
      <translation>Snapshots durchsuchen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots.py" />
      <source>Size</source>
      <translation>Größe</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots.py" />
      <source>Snapshots</source>
      <translation>Snapshots</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots.py" />
      <source>Snapshots by day</source>
      <translation>Snapshots nach Tagen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots.py" />
      <source>The first backup makes the first snapshot.</source>
      <translation>Die erste Sicherung macht den ersten Snapshot.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots.py" />
      <source>The first {shown} of {rows}, straight from the repository.</source>
      <translation>Die ersten {shown} von {rows}, direkt aus der Ablage.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots.py" />
      <source>The newest is of {moment}.</source>
      <translation>Der neueste ist von {moment}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots.py" />
      <source>There is no snapshot yet</source>
      <translation>Es gibt noch keinen Snapshot</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots.py" />
      <source>This item has no rows to show.</source>
      <translation>Dieser Eintrag hat keine Zeilen zum Anzeigen.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots.py" />
      <source>{size} new</source>
      <translation>{size} neu</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/snapshots.py" />
      <source>{snapshots} of {targets}</source>
      <translation>{snapshots} von {targets}</translation>
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
      <source>No drill was run yet. A drill really restores, and is timed.</source>
      <translation>Noch kein Wiederherstellungstest. Er stellt wirklich wieder her und misst die Zeit.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/verification.py" />
      <source>No source can say yet what it was at the moment of a snapshot.</source>
      <translation>Noch keine Quelle kann sagen, wie sie zum Zeitpunkt eines Snapshots war.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/pages/verification.py" />
      <source>Protect something first. Its verifications are listed here.</source>
      <translation>Schützen Sie zuerst etwas. Die Prüfungen werden hier aufgeführt.</translation>
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
      <source>The drill is in the queue. Activity shows how far it is.</source>
      <translation>Der Test steht in der Warteschlange. Wie weit er ist, zeigt Aktivität.</translation>
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
      <source>The same again</source>
      <translation>Noch einmal dasselbe</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/questions.py" />
      <source>The two are not alike yet.</source>
      <translation>Die beiden stimmen noch nicht überein.</translation>
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
      <source>%n min</source>
      <translation>
        <numerusform>%n min</numerusform>
        <numerusform>%n min</numerusform>
      </translation>
    </message>
    <message>
      <location filename="desktop_app/gui/text.py" />
      <source>just now</source>
      <translation>gerade eben</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/text.py" />
      <source>limit {time}</source>
      <translation>Grenze {time}</translation>
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
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/widgets/as_command.py" />
      <source>Command</source>
      <translation>Befehl</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/widgets/as_command.py" />
      <source>Copied.</source>
      <translation>Kopiert.</translation>
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
      <location filename="desktop_app/gui/widgets/form.py" />
      <source>Type {name} to confirm</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/widgets/navigation.py" />
      <source>Pages</source>
      <translation>Seiten</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/widgets/span.py" />
      <source>Unit of: {name}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/widgets/span.py" />
      <source>days</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/widgets/span.py" />
      <source>hours</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/widgets/span.py" />
      <source>minutes</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="desktop_app/gui/widgets/status_strip.py" />
      <source>Progress of the running job</source>
      <translation>Fortschritt des laufenden Auftrags</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/first_backup.py" />
      <source>Backed up, read back and verified.</source>
      <translation>Gesichert, zurückgelesen und geprüft.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/first_backup.py" />
      <source>Finish</source>
      <translation>Fertig</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/first_backup.py" />
      <source>First backup</source>
      <translation>Erste Sicherung</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/first_backup.py" />
      <source>It was stopped.</source>
      <translation>Es wurde angehalten.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/first_backup.py" />
      <source>Progress of the first backup</source>
      <translation>Fortschritt der ersten Sicherung</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/first_backup.py" />
      <source>The first backup did not end well</source>
      <translation>Die erste Sicherung ging nicht gut aus</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/first_backup.py" />
      <source>The first backup of {target}</source>
      <translation>Die erste Sicherung von {target}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/first_backup.py" />
      <source>{target} is protected</source>
      <translation>{target} ist geschützt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/place.py" />
      <source>A name, such as nas</source>
      <translation>Ein Name, etwa nas</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/place.py" />
      <source>An empty folder</source>
      <translation>Ein leerer Ordner</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/place.py" />
      <source>At least {n} characters.</source>
      <translation>Mindestens {n} Zeichen.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/place.py" />
      <source>Choose a passphrase</source>
      <translation>Passphrase wählen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/place.py" />
      <source>Choose an empty folder</source>
      <translation>Leeren Ordner wählen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/place.py" />
      <source>Everything is encrypted before it goes there. Another disk is safer than this one.</source>
      <translation>Alles wird vorher verschlüsselt. Ein anderes Laufwerk ist sicherer als dieses.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/place.py" />
      <source>Folder of the new repository</source>
      <translation>Ordner der neuen Ablage</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/place.py" />
      <source>In a new repository: a folder on a drive or a NAS</source>
      <translation>In einer neuen Ablage: ein Ordner auf einem Laufwerk oder NAS</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/place.py" />
      <source>In a repository that is known here</source>
      <translation>In einer Ablage, die hier bekannt ist</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/place.py" />
      <source>It opens the backups, also on another computer. Several words are best.</source>
      <translation>Sie öffnet die Sicherungen, auch auf einem anderen Computer. Am besten sind mehrere Wörter.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/place.py" />
      <source>Name of the new repository</source>
      <translation>Name der neuen Ablage</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/place.py" />
      <source>No passphrase is needed</source>
      <translation>Es wird keine Passphrase gebraucht</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/place.py" />
      <source>Passphrase</source>
      <translation>Passphrase</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/place.py" />
      <source>Repository</source>
      <translation>Ablage</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/place.py" />
      <source>The folder is not empty. Choose an empty one.</source>
      <translation>Der Ordner ist nicht leer. Wählen Sie einen leeren.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/place.py" />
      <source>There is no such place.</source>
      <translation>Diesen Ort gibt es nicht.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/place.py" />
      <source>Where should it be kept?</source>
      <translation>Wo soll es aufbewahrt werden?</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/place.py" />
      <source>{free} free</source>
      <translation>{free} frei</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/place.py" />
      <source>{free} free, but on the disk of this computer. Another drive is safer.</source>
      <translation>{free} frei, aber auf dem Laufwerk dieses Computers. Ein anderes ist sicherer.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/place.py" />
      <source>{name} has its own.</source>
      <translation>{name} hat eine eigene.</translation>
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
      <source>Recovery key</source>
      <translation>Wiederherstellungsschlüssel</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/recovery.py" />
      <source>The repository's recovery kit stays valid.</source>
      <translation>Das Notfallblatt der Ablage gilt weiter.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/recovery.py" />
      <source>Type these groups of it from your paper:</source>
      <translation>Tippen Sie diese Gruppen von Ihrem Papier ab:</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/recovery.py" />
      <source>Write down the recovery key</source>
      <translation>Notieren Sie den Wiederherstellungsschlüssel</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/source.py" />
      <source>A PostgreSQL database. LabVault only reads from it.</source>
      <translation>Eine PostgreSQL-Datenbank. LabVault liest nur aus ihr.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/source.py" />
      <source>Connecting…</source>
      <translation>Verbinde …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/source.py" />
      <source>The server answers. Its databases: {names}</source>
      <translation>Der Server antwortet. Seine Datenbanken: {names}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/source.py" />
      <source>Try the connection</source>
      <translation>Verbindung versuchen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/source.py" />
      <source>What</source>
      <translation>Was</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/source.py" />
      <source>What do you want to protect?</source>
      <translation>Was möchten Sie schützen?</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/protect/wizard.py" />
      <source>Protect a target</source>
      <translation>Datenquelle schützen</translation>
    </message>
    <message numerus="yes">
      <location filename="desktop_app/gui/wizards/restore/carrying_out.py" />
      <source>%Ln tables</source>
      <translation>
        <numerusform>%Ln Tabelle</numerusform>
        <numerusform>%Ln Tabellen</numerusform>
      </translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/carrying_out.py" />
      <source>All roles are there</source>
      <translation>Alle Rollen sind da</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/carrying_out.py" />
      <source>Begin afresh</source>
      <translation>Neu beginnen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/carrying_out.py" />
      <source>Check</source>
      <translation>Prüfen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/carrying_out.py" />
      <source>Checking…</source>
      <translation>Wird geprüft …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/carrying_out.py" />
      <source>Disk: needs {need}, {free} free</source>
      <translation>Platz: braucht {need}, {free} frei</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/carrying_out.py" />
      <source>Disk: needs {need}; the server does not say how much is free</source>
      <translation>Platz: braucht {need}; der Server sagt nicht, wie viel frei ist</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/carrying_out.py" />
      <source>Equal: {equal} of {tables}</source>
      <translation>Gleich: {equal} von {tables}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/carrying_out.py" />
      <source>Go back and change it.</source>
      <translation>Gehen Sie zurück und ändern Sie es.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/carrying_out.py" />
      <source>Go on with it</source>
      <translation>Damit weitermachen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/carrying_out.py" />
      <source>It gets its name only when every row was read back and found equal.</source>
      <translation>Ihren Namen bekommt sie erst, wenn jede Zeile zurückgelesen und für gleich befunden ist.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/carrying_out.py" />
      <source>Let your programs look at {place}, and check what you were missing.</source>
      <translation>Lassen Sie Ihre Programme in {place} nachsehen, und prüfen Sie, was Ihnen gefehlt hat.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/carrying_out.py" />
      <source>Missing roles are created without a password: {roles}</source>
      <translation>Fehlende Rollen werden ohne Kennwort angelegt: {roles}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/carrying_out.py" />
      <source>Nothing got its final name. Verify the snapshot, then try another one.</source>
      <translation>Nichts hat seinen endgültigen Namen bekommen. Prüfen Sie den Snapshot, dann nehmen Sie einen anderen.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/carrying_out.py" />
      <source>Nothing has the name {place} yet.</source>
      <translation>Noch heißt nichts {place}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/carrying_out.py" />
      <source>Nothing is written yet.</source>
      <translation>Noch ist nichts geschrieben.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/carrying_out.py" />
      <source>Progress of the restore</source>
      <translation>Fortschritt der Wiederherstellung</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/carrying_out.py" />
      <source>Proof</source>
      <translation>Nachweis</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/carrying_out.py" />
      <source>Restore into {place}</source>
      <translation>In {place} wiederherstellen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/carrying_out.py" />
      <source>Restoring into {place}</source>
      <translation>Wiederherstellung in {place}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/carrying_out.py" />
      <source>Rows that come back</source>
      <translation>Zeilen, die zurückkommen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/carrying_out.py" />
      <source>Stop</source>
      <translation>Anhalten</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/carrying_out.py" />
      <source>Table</source>
      <translation>Tabelle</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/carrying_out.py" />
      <source>The live database is not touched.</source>
      <translation>Die laufende Datenbank wird nicht angerührt.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/carrying_out.py" />
      <source>The old database is kept as {kept}.</source>
      <translation>Die alte Datenbank bleibt als {kept} erhalten.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/carrying_out.py" />
      <source>This cannot be restored there as it stands</source>
      <translation>So lässt sich das dort nicht wiederherstellen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/carrying_out.py" />
      <source>This is what will happen</source>
      <translation>Das wird geschehen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/carrying_out.py" />
      <source>To undo: drop {place}. The live database was not touched.</source>
      <translation>Rückgängig machen: {place} löschen. Die laufende Datenbank wurde nicht angerührt.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/carrying_out.py" />
      <source>To undo: the old database still is there as {kept}. Rename it back.</source>
      <translation>Rückgängig machen: Die alte Datenbank ist noch als {kept} da. Benennen Sie sie zurück.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/carrying_out.py" />
      <source>What was loaded is not equal to the snapshot</source>
      <translation>Was geladen wurde, ist dem Snapshot nicht gleich</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/carrying_out.py" />
      <source>What was loaded waits under an unfinished name.</source>
      <translation>Was geladen wurde, wartet unter einem vorläufigen Namen.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/carrying_out.py" />
      <source>What will be restored</source>
      <translation>Was wiederhergestellt wird</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/carrying_out.py" />
      <source>{place} is equal to the snapshot</source>
      <translation>{place} ist dem Snapshot gleich</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/carrying_out.py" />
      <source>{rows}, {size}, in {time}. Each row was read back and compared.</source>
      <translation>{rows}, {size}, in {time}. Jede Zeile wurde zurückgelesen und verglichen.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/carrying_out.py" />
      <source>{target} as of {moment}, {rows}, into {place}. {live}</source>
      <translation>{target}, Stand {moment}, {rows}, in {place}. {live}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/selecting.py" />
      <source>Address of the new database</source>
      <translation>Adresse der neuen Datenbank</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/selecting.py" />
      <source>Back to which moment?</source>
      <translation>Zurück zu welchem Zeitpunkt?</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/selecting.py" />
      <source>Everything: all tables, with roles and definitions</source>
      <translation>Alles: alle Tabellen, mit Rollen und Definitionen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/selecting.py" />
      <source>In place of the live one: restored beside, compared, swapped, the old one kept</source>
      <translation>Anstelle der laufenden: daneben wiederherstellen, vergleichen, tauschen, die alte behalten</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/selecting.py" />
      <source>Into a new database beside the live one (recommended)</source>
      <translation>In eine neue Datenbank neben der laufenden (empfohlen)</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/selecting.py" />
      <source>Looking into the snapshot…</source>
      <translation>Snapshot wird angesehen …</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/selecting.py" />
      <source>Moment</source>
      <translation>Zeitpunkt</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/selecting.py" />
      <source>Name of the database to be replaced</source>
      <translation>Name der Datenbank, die ersetzt wird</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/selecting.py" />
      <source>Nothing is changed before the last step.</source>
      <translation>Vor dem letzten Schritt ändert sich nichts.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/selecting.py" />
      <source>Nothing that is there now is overwritten or deleted.</source>
      <translation>Nichts, was jetzt da ist, wird überschrieben oder gelöscht.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/selecting.py" />
      <source>Only the tables that are ticked below</source>
      <translation>Nur die Tabellen, die unten angehakt sind</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/selecting.py" />
      <source>Protect a target first.</source>
      <translation>Schützen Sie zuerst eine Datenquelle.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/selecting.py" />
      <source>Tables</source>
      <translation>Tabellen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/selecting.py" />
      <source>Targets</source>
      <translation>Datenquellen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/selecting.py" />
      <source>The snapshot has {tables} with {rows}.</source>
      <translation>Im Snapshot: {tables} mit {rows}.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/selecting.py" />
      <source>There is nothing to restore</source>
      <translation>Es gibt nichts wiederherzustellen</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/selecting.py" />
      <source>To replace it, type the name of the database: {name}</source>
      <translation>Um sie zu ersetzen, geben Sie den Namen der Datenbank ein: {name}</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/selecting.py" />
      <source>What do you want back?</source>
      <translation>Was möchten Sie zurück?</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/selecting.py" />
      <source>What of it?</source>
      <translation>Was davon?</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/selecting.py" />
      <source>Where should it go?</source>
      <translation>Wohin damit?</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/restore/selecting.py" />
      <source>{snapshots} of {target}. Choose one from before the loss.</source>
      <translation>{snapshots} von {target}. Wählen Sie einen von vor dem Verlust.</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/wizard.py" />
      <source>Back</source>
      <translation>Zurück</translation>
    </message>
    <message>
      <location filename="desktop_app/gui/wizards/wizard.py" />
      <source>Continue</source>
      <translation>Weiter</translation>
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
