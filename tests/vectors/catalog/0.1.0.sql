BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE pack_checks (
	repository VARCHAR NOT NULL, 
	pack VARCHAR NOT NULL, 
	checked VARCHAR NOT NULL, 
	PRIMARY KEY (repository, pack)
);
INSERT INTO "pack_checks" VALUES('r1','aa','2025-03-01T12:00:00.000000+00:00');
INSERT INTO "pack_checks" VALUES('r1','bb','2025-03-01T12:00:00.000000+00:00');
CREATE TABLE repositories (
	name VARCHAR NOT NULL, 
	url VARCHAR NOT NULL, 
	id VARCHAR NOT NULL, 
	keyring_slot VARCHAR NOT NULL, 
	PRIMARY KEY (name), 
	UNIQUE (id)
);
INSERT INTO "repositories" VALUES('nas','/mnt/nas','r1','slot 7');
INSERT INTO "repositories" VALUES('attic','s3://lab/attic?endpoint=https://s3.example','r2','');
CREATE TABLE runs (
	"key" INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	target VARCHAR NOT NULL, 
	repository VARCHAR NOT NULL, 
	snapshot VARCHAR NOT NULL, 
	started VARCHAR NOT NULL, 
	finished VARCHAR, 
	grade VARCHAR, 
	figures JSON NOT NULL, 
	error VARCHAR NOT NULL, 
	PRIMARY KEY ("key")
);
INSERT INTO "runs" VALUES(1,'backup','lab','nas','0000000000000000000000000000000000000000000000000000000000000001','2025-03-01T12:00:00.000000+00:00','2025-03-01T12:01:00.000000+00:00','ok','{"bytes": 1099511627776, "stored": 3}','');
INSERT INTO "runs" VALUES(2,'backup','lab','nas','0000000000000000000000000000000000000000000000000000000000000002','2025-03-01T12:00:00.000000+00:00','2025-03-01T12:01:00.000000+00:00','warning','{"bytes": 1099511627776, "stored": 3}','');
INSERT INTO "runs" VALUES(3,'verify','lab','nas','0000000000000000000000000000000000000000000000000000000000000003','2025-03-01T12:00:00.000000+00:00','2025-03-01T12:01:00.000000+00:00','failed','{"bytes": 1099511627776, "stored": 3}','Damaged(name=''packs/ab/abcd'', how=''does not open'')');
INSERT INTO "runs" VALUES(4,'backup','lab','nas','0000000000000000000000000000000000000000000000000000000000000004','2025-03-01T12:00:00.000000+00:00','2025-03-01T12:01:00.000000+00:00',NULL,'{"bytes": 1099511627776, "stored": 3}','Cancelled()');
INSERT INTO "runs" VALUES(5,'prune','lab','nas','','2025-03-01T12:00:00.000000+00:00',NULL,NULL,'{}','');
CREATE TABLE snapshots (
	repository VARCHAR NOT NULL, 
	id VARCHAR NOT NULL, 
	target VARCHAR NOT NULL, 
	target_kind VARCHAR NOT NULL, 
	target_address VARCHAR NOT NULL, 
	host VARCHAR NOT NULL, 
	sequence INTEGER NOT NULL, 
	started VARCHAR NOT NULL, 
	finished VARCHAR NOT NULL, 
	grade VARCHAR NOT NULL, 
	warnings JSON NOT NULL, 
	items INTEGER NOT NULL, 
	rows INTEGER NOT NULL, 
	size INTEGER NOT NULL, 
	stored INTEGER NOT NULL, 
	facts JSON NOT NULL, 
	item_list BLOB NOT NULL, 
	PRIMARY KEY (repository, id)
);
INSERT INTO "snapshots" VALUES('r1','0000000000000000000000000000000000000000000000000000000000000001','lab','postgresql','postgresql://reader@db:5432/lab','bench',1,'2025-03-02T12:00:00.000000+00:00','2025-03-02T12:00:03.000007+00:00','ok','[]',12,1000000,1099511627776,123,'{"server_version": "15.8"}',X'00FF00FF00FF00FF00FF00FF00FF00FF00FF00FF00FF00FF00FF00FF00FF00FF');
INSERT INTO "snapshots" VALUES('r1','0000000000000000000000000000000000000000000000000000000000000002','lab','postgresql','postgresql://reader@db:5432/lab','bench',2,'2025-03-03T12:00:00.000000+00:00','2025-03-03T12:00:03.000007+00:00','warning','[["public.\"odd\nname\"", "no right to read it"]]',12,1000000,1099511627776,246,'{"server_version": "15.8"}',X'00FF00FF00FF00FF00FF00FF00FF00FF00FF00FF00FF00FF00FF00FF00FF00FF');
INSERT INTO "snapshots" VALUES('r1','0000000000000000000000000000000000000000000000000000000000000003','lab','postgresql','postgresql://reader@db:5432/lab','bench',3,'2025-03-04T12:00:00.000000+00:00','2025-03-04T12:00:03.000007+00:00','ok','[]',12,1000000,1099511627776,369,'{"server_version": "15.8"}',X'00FF00FF00FF00FF00FF00FF00FF00FF00FF00FF00FF00FF00FF00FF00FF00FF');
INSERT INTO "snapshots" VALUES('r2','0000000000000000000000000000000000000000000000000000000000000009','Mäuse ''n "more"','postgresql','postgresql://reader@db:5432/lab','bench',9,'2025-03-10T12:00:00.000000+00:00','2025-03-10T12:00:03.000007+00:00','ok','[]',12,1000000,1099511627776,1107,'{"server_version": "15.8"}',X'00FF00FF00FF00FF00FF00FF00FF00FF00FF00FF00FF00FF00FF00FF00FF00FF');
CREATE TABLE targets (
	name VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	url VARCHAR NOT NULL, 
	repository VARCHAR NOT NULL, 
	password_kept BOOLEAN NOT NULL, 
	PRIMARY KEY (name), 
	FOREIGN KEY(repository) REFERENCES repositories (name)
);
INSERT INTO "targets" VALUES('lab','postgresql','postgresql://reader@db:5432/lab','nas',1);
INSERT INTO "targets" VALUES('Mäuse ''n "more"','postgresql','postgresql://reader@db:5432/mice','nas',0);
INSERT INTO "targets" VALUES('quiet','postgresql','postgresql://reader@db:5432/quiet','attic',0);
CREATE TABLE verifications (
	"key" INTEGER NOT NULL, 
	snapshot VARCHAR NOT NULL, 
	level VARCHAR NOT NULL, 
	grade VARCHAR NOT NULL, 
	sampled BOOLEAN NOT NULL, 
	at VARCHAR NOT NULL, 
	problems JSON NOT NULL, 
	PRIMARY KEY ("key")
);
INSERT INTO "verifications" VALUES(1,'0000000000000000000000000000000000000000000000000000000000000003','bytes','ok',1,'2025-03-05T12:00:00.000000+00:00','[]');
INSERT INTO "verifications" VALUES(2,'0000000000000000000000000000000000000000000000000000000000000003','restored','failed',0,'2025-03-06T12:00:00.000000+00:00','[{"item": "packs/ab/abcd", "what": "does not open"}]');
INSERT INTO "verifications" VALUES(3,'ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff','structure','ok',0,'2025-03-07T12:00:00.000000+00:00','[]');
CREATE INDEX ix_snapshots_target ON snapshots (target);
CREATE INDEX ix_verifications_snapshot ON verifications (snapshot);
CREATE INDEX ix_runs_started ON runs (started);
COMMIT;
