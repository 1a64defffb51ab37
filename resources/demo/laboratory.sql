-- The demo's sample laboratory: a small cryobiology group, made up from fixed seeds.
--
-- Schema "lab" holds the research: what is dissolved in what (molecules, mixtures), how samples
-- were frozen and thawed (experiments), and what the instruments said (about 300,000
-- measurements, partitioned by month). Schema "interaction" holds a few children's
-- conversations with a talking toy, the kind of data that needs most care.
--
-- Plain SQL: runs with psql or as one statement string, in an empty database, as a user who may
-- create roles. Takes a few seconds. "changes.sql" then adds a day's work.

SET client_min_messages = warning;

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'lab_reader') THEN
        CREATE ROLE lab_reader NOLOGIN;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'lab_writer') THEN
        CREATE ROLE lab_writer NOLOGIN;
    END IF;
END $$;

GRANT lab_reader TO lab_writer;

-- The research ----------------------------------------------------------------------------------

CREATE SCHEMA lab;
COMMENT ON SCHEMA lab IS 'Cryoprotectants: what we mix, how we freeze, what we measure';

CREATE TYPE lab.role_in_mixture AS ENUM ('penetrating', 'non-penetrating', 'buffer');
CREATE TYPE lab.outcome AS ENUM ('vitrified', 'partly crystallized', 'crystallized', 'lost');
CREATE DOMAIN lab.celsius AS double precision CHECK (VALUE > -273.15);

CREATE TABLE lab.molecules (
    molecule_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL UNIQUE,
    formula text NOT NULL,
    molar_mass numeric(8, 3) NOT NULL CHECK (molar_mass > 0),
    smiles text,
    properties jsonb NOT NULL DEFAULT '{}'
);
COMMENT ON TABLE lab.molecules IS 'Everything that goes into a mixture, but water';
COMMENT ON COLUMN lab.molecules.molar_mass IS 'g/mol';

INSERT INTO lab.molecules (name, formula, molar_mass, smiles, properties) VALUES
    ('dimethyl sulfoxide', 'C2H6OS', 78.130, 'CS(C)=O', '{"toxicity": 0.31, "penetrating": true}'),
    ('ethylene glycol', 'C2H6O2', 62.068, 'OCCO', '{"toxicity": 0.22, "penetrating": true}'),
    ('propylene glycol', 'C3H8O2', 76.095, 'CC(O)CO', '{"toxicity": 0.35, "penetrating": true}'),
    ('glycerol', 'C3H8O3', 92.094, 'OCC(O)CO', '{"toxicity": 0.12, "penetrating": true}'),
    ('methanol', 'CH4O', 32.042, 'CO', '{"toxicity": 0.44, "penetrating": true}'),
    ('formamide', 'CH3NO', 45.041, 'NC=O', '{"toxicity": 0.58, "penetrating": true}'),
    ('acetamide', 'C2H5NO', 59.068, 'CC(N)=O', '{"toxicity": 0.51, "penetrating": true}'),
    ('trehalose', 'C12H22O11', 342.297, NULL, '{"toxicity": 0.02, "penetrating": false}'),
    ('sucrose', 'C12H22O11', 342.297, NULL, '{"toxicity": 0.03, "penetrating": false}'),
    ('raffinose', 'C18H32O16', 504.437, NULL, '{"toxicity": 0.03, "penetrating": false}'),
    ('mannitol', 'C6H14O6', 182.172, 'OCC(O)C(O)C(O)C(O)CO', '{"toxicity": 0.04, "penetrating": false}'),
    ('proline', 'C5H9NO2', 115.130, 'OC(=O)C1CCCN1', '{"toxicity": 0.05, "penetrating": false}'),
    ('betaine', 'C5H11NO2', 117.148, 'C[N+](C)(C)CC([O-])=O', '{"toxicity": 0.06, "penetrating": false}'),
    ('polyvinylpyrrolidone K12', '(C6H9NO)n', 3500.000, NULL, '{"toxicity": 0.08, "penetrating": false}'),
    ('Ficoll 70', '(C12H22O11·C3H5ClO)n', 70000.000, NULL, '{"toxicity": 0.04, "penetrating": false}'),
    ('HEPES', 'C8H18N2O4S', 238.305, 'OCCN1CCN(CC1)CCS(O)(=O)=O', '{"toxicity": 0.05, "buffer": true}');

CREATE TABLE lab.mixtures (
    mixture_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code text NOT NULL UNIQUE,
    description text,
    made_on date NOT NULL
);

CREATE TABLE lab.mixture_components (
    mixture_id integer NOT NULL REFERENCES lab.mixtures ON DELETE CASCADE,
    molecule_id integer NOT NULL REFERENCES lab.molecules,
    role lab.role_in_mixture NOT NULL,
    molar numeric(6, 3) NOT NULL CHECK (molar BETWEEN 0 AND 20),
    PRIMARY KEY (mixture_id, molecule_id)
);
COMMENT ON COLUMN lab.mixture_components.molar IS 'mol/L';

SELECT setseed(0.1807);
INSERT INTO lab.mixtures (code, description, made_on)
    SELECT 'VS' || lpad(n::text, 3, '0'),
           (ARRAY['oocyte screen', 'kidney slices', 'sperm straws', 'islets', 'control'])[1 + n % 5],
           date '2025-11-03' + n
    FROM generate_series(1, 48) n;
INSERT INTO lab.mixture_components
    SELECT m.mixture_id, p.molecule_id,
           CASE WHEN p.properties ? 'buffer' THEN 'buffer'
                WHEN (p.properties ->> 'penetrating')::boolean THEN 'penetrating'
                ELSE 'non-penetrating' END::lab.role_in_mixture,
           round((0.05 + random() * 3)::numeric, 3)
    FROM lab.mixtures m
    JOIN lab.molecules p ON (m.mixture_id * 7 + p.molecule_id * 3) % 5 = 0 OR p.name = 'HEPES';

CREATE TABLE lab.protocols (
    protocol_id integer PRIMARY KEY,
    title text NOT NULL,
    body xml,
    scan oid
);
COMMENT ON COLUMN lab.protocols.scan IS 'The signed sheet, a picture, as a large object';
INSERT INTO lab.protocols VALUES
    (1, 'Slow freezing, 1 °C/min', '<steps><cool rate="1" to="-40"/><plunge/></steps>', NULL),
    (2, 'Vitrification in straws', '<steps><load minutes="3"/><plunge/></steps>', NULL),
    (3, 'Nanowarming', '<steps><warm rate="130"/><wash times="4"/></steps>', NULL);
-- A picture of 320 x 200 grey points, drawn here so that the demo brings no binary file.
UPDATE lab.protocols SET scan = lo_from_bytea(0, (
    SELECT convert_to(E'P5\n320 200\n255\n', 'UTF8') || string_agg(
        decode(lpad(to_hex(CASE WHEN y % 20 < 2 AND x % 37 > 5 THEN 40 ELSE 235 + (x * y) % 17 END), 2, '0'), 'hex'),
        '' ORDER BY y, x)
    FROM generate_series(0, 199) y, generate_series(0, 319) x
)) WHERE protocol_id = 2;

CREATE TABLE lab.experiments (
    experiment_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    mixture_id integer REFERENCES lab.mixtures ON DELETE SET NULL,
    protocol_id integer NOT NULL REFERENCES lab.protocols,
    started timestamptz NOT NULL,
    operator text NOT NULL,
    outcome lab.outcome,
    cooling_rate double precision NOT NULL,
    warming_rate double precision NOT NULL,
    rate_ratio double precision GENERATED ALWAYS AS (warming_rate / cooling_rate) STORED,
    notes text
);
COMMENT ON COLUMN lab.experiments.cooling_rate IS '°C per minute';
CREATE INDEX experiments_started ON lab.experiments (started);

INSERT INTO lab.experiments (mixture_id, protocol_id, started, operator, outcome, cooling_rate, warming_rate, notes)
    SELECT 1 + n % 48, 1 + n % 3,
           timestamptz '2026-01-05 08:30:00+00' + n * interval '30 hours' + random() * interval '3 hours',
           (ARRAY['A. Okafor', 'M. Lindqvist', 'J. Novák', 'S. Iyer'])[1 + n % 4],
           (enum_range(NULL::lab.outcome))[1 + floor(random() ^ 2 * 4)::integer],
           round((0.5 + random() * 60)::numeric, 2)::double precision,
           round((20 + random() * 280)::numeric, 2)::double precision,
           CASE WHEN n % 9 = 0 THEN E'thermocouple replaced\nsee page ' || n END
    FROM generate_series(0, 119) n;

CREATE TABLE lab.measurements (
    experiment_id integer NOT NULL REFERENCES lab.experiments,
    measured timestamptz NOT NULL,
    channel smallint NOT NULL,
    temperature lab.celsius NOT NULL,
    viability real,
    PRIMARY KEY (experiment_id, channel, measured)
) PARTITION BY RANGE (measured);
COMMENT ON TABLE lab.measurements IS 'One reading of one thermocouple; viability is NaN when the dye failed';

DO $$
DECLARE
    month date;
BEGIN
    FOR month IN SELECT generate_series(date '2026-01-01', date '2026-06-01', interval '1 month') LOOP
        EXECUTE format('CREATE TABLE lab.%I PARTITION OF lab.measurements FOR VALUES FROM (%L) TO (%L)',
            'measurements_' || to_char(month, 'YYYY_MM'), month::timestamp AT TIME ZONE 'UTC',
            (month + interval '1 month') AT TIME ZONE 'UTC');
    END LOOP;
END $$;
CREATE TABLE lab.measurements_later PARTITION OF lab.measurements DEFAULT;

-- A cooling curve towards liquid nitrogen, with noise, on two channels; 2,500 readings a run.
INSERT INTO lab.measurements
    SELECT e.experiment_id, e.started + n / 2 * interval '2 seconds', 1 + n % 2,
           -196 + 216 * exp(-n / 2 * e.cooling_rate / 9000.0) + (random() - 0.5) * 0.2,
           CASE WHEN n % 250 < 2 THEN CASE WHEN random() < 0.02 THEN 'NaN' ELSE random() END::real END
    FROM lab.experiments e, generate_series(0, 2499) n;
CREATE INDEX measurements_measured ON lab.measurements USING brin (measured);

CREATE TABLE lab.corrections (
    correction_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    what text NOT NULL,
    before jsonb,
    after jsonb,
    corrected timestamptz NOT NULL DEFAULT now(),
    corrected_by text NOT NULL DEFAULT current_user
);

CREATE FUNCTION lab.note_correction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO lab.corrections (what, before, after)
        VALUES (TG_TABLE_SCHEMA || '.' || TG_TABLE_NAME, to_jsonb(OLD), to_jsonb(NEW));
    RETURN NULL;
END $$;
CREATE TRIGGER keep_corrections AFTER UPDATE ON lab.measurements
    FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION lab.note_correction();
CREATE TRIGGER keep_corrections AFTER UPDATE OR DELETE ON lab.mixture_components
    FOR EACH ROW EXECUTE FUNCTION lab.note_correction();

CREATE VIEW lab.recipes AS
    SELECT m.code, string_agg(format('%s %s M', p.name, c.molar), ', ' ORDER BY c.molar DESC) AS recipe
    FROM lab.mixtures m JOIN lab.mixture_components c USING (mixture_id) JOIN lab.molecules p USING (molecule_id)
    GROUP BY m.code;

CREATE MATERIALIZED VIEW lab.experiment_summary AS
    SELECT e.experiment_id, m.code, e.outcome, count(*) AS readings,
           min(r.temperature) AS coldest, avg(NULLIF(r.viability, 'NaN')) AS viability
    FROM lab.experiments e
    LEFT JOIN lab.mixtures m USING (mixture_id) JOIN lab.measurements r USING (experiment_id)
    GROUP BY e.experiment_id, m.code, e.outcome;
CREATE UNIQUE INDEX ON lab.experiment_summary (experiment_id);

GRANT USAGE ON SCHEMA lab TO lab_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA lab TO lab_reader;
GRANT INSERT, UPDATE, DELETE ON lab.mixtures, lab.mixture_components, lab.experiments, lab.measurements TO lab_writer;

-- Children and their talking toy ----------------------------------------------------------------

CREATE SCHEMA interaction;
COMMENT ON SCHEMA interaction IS 'Children''s conversations: handle with most care';

CREATE TABLE interaction.children (
    child_id uuid PRIMARY KEY,
    name text NOT NULL,
    age integer NOT NULL CHECK (age BETWEEN 3 AND 13),
    parent_email text NOT NULL,
    safety_settings jsonb NOT NULL,
    parental_consent boolean NOT NULL,
    consent_date timestamptz,
    consent_withdrawn_date timestamptz,
    age_verified boolean NOT NULL DEFAULT false,
    data_retention_days integer NOT NULL DEFAULT 90,
    CHECK (NOT parental_consent OR consent_date IS NOT NULL)
);
CREATE TABLE interaction.conversations (
    conversation_id uuid PRIMARY KEY,
    child_id uuid NOT NULL REFERENCES interaction.children ON DELETE CASCADE,
    child_message text NOT NULL,
    ai_response text NOT NULL,
    safety_score double precision NOT NULL CHECK (safety_score BETWEEN 0 AND 1),
    "timestamp" timestamptz NOT NULL,
    content_filtered boolean NOT NULL DEFAULT false,
    parent_notification_sent boolean NOT NULL DEFAULT false
);
CREATE INDEX conversations_of_child ON interaction.conversations (child_id, "timestamp");
CREATE TABLE interaction.safety_events (
    event_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    child_id uuid NOT NULL REFERENCES interaction.children ON DELETE CASCADE,
    event_type text NOT NULL,
    severity text NOT NULL CHECK (severity IN ('low', 'medium', 'high')),
    details jsonb NOT NULL,
    "timestamp" timestamptz NOT NULL,
    resolved boolean NOT NULL DEFAULT false
);
CREATE TABLE interaction.audit_logs (
    entry_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    "timestamp" timestamptz NOT NULL,
    actor text NOT NULL,
    action text NOT NULL,
    details jsonb
);

INSERT INTO interaction.children
    SELECT md5('child' || n)::uuid,
           (ARRAY['Ada', 'Björn', 'Chloé', 'Dmitri', 'Emre', 'Femi', 'Grace', '花子', 'Ivo', 'Jo'])[n],
           3 + n % 10, 'parent' || n || '@example.org',
           jsonb_build_object('content_filter_level', 'strict', 'time_limits', jsonb_build_object('minutes', 20 + n),
               'allowed_topics', jsonb_build_array('animals', 'space', 'stories')),
           n <> 9, CASE WHEN n <> 9 THEN timestamptz '2026-01-10 09:00:00+00' + n * interval '1 day' END,
           CASE WHEN n = 9 THEN timestamptz '2026-05-02 18:30:00+00' END, n % 3 <> 0, 90
    FROM generate_series(1, 10) n;
INSERT INTO interaction.conversations
    SELECT md5('conversation' || n)::uuid, md5('child' || 1 + n % 10)::uuid,
           (ARRAY['Why is ice slippery?', 'Tell me a story 🧸', 'Do penguins have knees?', 'I can''t sleep'])[1 + n % 4],
           (ARRAY['A thin film of water!', 'Once upon a time …', 'They do, inside.', 'Shall we count sheep?'])[1 + n % 4],
           CASE WHEN n % 97 = 0 THEN 0.62 ELSE 0.95 + random() * 0.05 END,
           timestamptz '2026-03-01 16:00:00+00' + n * interval '53 minutes', n % 97 = 0, n % 97 = 0
    FROM generate_series(1, 2000) n;
INSERT INTO interaction.safety_events (child_id, event_type, severity, details, "timestamp", resolved)
    SELECT child_id, 'content_filtered', 'medium', jsonb_build_object('conversation', conversation_id, 'score', safety_score),
           "timestamp", true
    FROM interaction.conversations WHERE content_filtered ORDER BY "timestamp";
INSERT INTO interaction.audit_logs ("timestamp", actor, action, details)
    SELECT consent_date, parent_email, 'consent given', jsonb_build_object('child', child_id)
    FROM interaction.children WHERE parental_consent ORDER BY consent_date;

ALTER TABLE interaction.conversations ENABLE ROW LEVEL SECURITY;
CREATE POLICY only_with_consent ON interaction.conversations FOR SELECT TO lab_reader
    USING (EXISTS (SELECT FROM interaction.children c WHERE c.child_id = conversations.child_id AND c.parental_consent));
GRANT USAGE ON SCHEMA interaction TO lab_reader;
GRANT SELECT ON interaction.conversations, interaction.safety_events TO lab_reader;
GRANT SELECT (child_id, age, parental_consent) ON interaction.children TO lab_reader;

RESET client_min_messages;
ANALYZE;
