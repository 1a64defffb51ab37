-- A day's work in the sample laboratory, after its first backup: a new experiment with its
-- readings, a thermocouple recalibrated, a mixture thrown away, and one more conversation.
--
-- Plain SQL, to be run once after "laboratory.sql". A comparison of the snapshots before and
-- after shows exactly these tables as changed.

INSERT INTO lab.experiments (mixture_id, protocol_id, started, operator, outcome, cooling_rate, warming_rate, notes)
    VALUES (7, 2, '2026-06-15 09:12:00+00', 'S. Iyer', 'vitrified', 54.25, 210.5, 'first run with the new straws');
INSERT INTO lab.measurements
    SELECT currval('lab.experiments_experiment_id_seq'), timestamptz '2026-06-15 09:12:00+00' + n / 2 * interval '2 seconds',
           1 + n % 2, -196 + 216 * exp(-n / 2 * 54.25 / 9000.0) + sin(n) / 10, NULL
    FROM generate_series(0, 1199) n;

-- Channel 2 of the tenth experiment read half a degree too warm.
UPDATE lab.measurements SET temperature = temperature - 0.5
    WHERE experiment_id = 10 AND channel = 2 AND temperature < -120;

DELETE FROM lab.mixtures WHERE code = 'VS048';

INSERT INTO interaction.conversations VALUES
    (md5('conversation of the day')::uuid, md5('child3')::uuid, 'Can a fish catch a cold?',
     'Fish can get ill, but they do not sneeze!', 0.99, '2026-06-15 16:40:00+00', false, false);
INSERT INTO interaction.audit_logs ("timestamp", actor, action, details)
    VALUES ('2026-06-15 16:41:00+00', 'toy-0042', 'conversation stored', '{"child": "Chloé"}');

REFRESH MATERIALIZED VIEW lab.experiment_summary;
