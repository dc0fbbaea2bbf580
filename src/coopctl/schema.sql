-- The stored half of the portfolio: one table for each table of the file format, named in the singular.
-- Columns bear the names of the format's keys; `coopctl schema` describes them. A date has three
-- columns: as written, and its first and last day in ISO 8601; `first` is NULL for "some time up to" (../2019).
-- References that lead nowhere are reported and then dropped.
-- `position` is the order in the file.
--
-- What depends on the day is computed by rules.sql into the tables at the end, once for the portfolio's own
-- reporting date; for another day they are made anew as temporary tables of the same names.

CREATE TABLE snapshot (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;

-- Every file that was read; `loaded` is 0 where problems kept it out, `dangling` 1 where references were dropped.
CREATE TABLE file (
    name TEXT PRIMARY KEY, id TEXT, loaded INTEGER, racy INTEGER, dangling INTEGER,
    device INTEGER, inode INTEGER, size INTEGER, modified INTEGER, changed INTEGER
) WITHOUT ROWID;
CREATE INDEX file_id ON file (id);

CREATE TABLE problem (
    file TEXT, scope TEXT, code TEXT, path TEXT, message TEXT, help TEXT,
    line INTEGER, "column" INTEGER, width INTEGER, excerpt TEXT, severity TEXT
);

-- framework.toml

CREATE TABLE framework (
    title TEXT, agency TEXT, as_of TEXT, as_of_first TEXT, as_of_last TEXT,
    strategy_title TEXT, strategy_adopted TEXT, strategy_adopted_first TEXT, strategy_adopted_last TEXT, strategy_notes TEXT, notes TEXT,
    iati_language TEXT, iati_secondary_reporter INTEGER
);
CREATE TABLE framework_strategy_source (position INTEGER PRIMARY KEY, strategy_source TEXT);
CREATE TABLE framework_partner (position INTEGER PRIMARY KEY, partner TEXT);
CREATE TABLE framework_iati_sector (position INTEGER PRIMARY KEY, code TEXT, vocabulary TEXT, percentage NUMERIC);
CREATE TABLE framework_coordination (position INTEGER PRIMARY KEY, coordination TEXT);

CREATE TABLE aim (
    id TEXT PRIMARY KEY, position INTEGER,
    title TEXT, notes TEXT
) WITHOUT ROWID;
CREATE TABLE aim_source (aim TEXT, position INTEGER, source TEXT, PRIMARY KEY (aim, position)) WITHOUT ROWID;

CREATE TABLE support_kind (
    id TEXT PRIMARY KEY, position INTEGER,
    title TEXT, notes TEXT
) WITHOUT ROWID;
CREATE TABLE support_kind_source (support_kind TEXT, position INTEGER, source TEXT, PRIMARY KEY (support_kind, position)) WITHOUT ROWID;

CREATE TABLE focus_area (
    id TEXT PRIMARY KEY, position INTEGER,
    title TEXT, notes TEXT
) WITHOUT ROWID;
CREATE TABLE focus_area_source (focus_area TEXT, position INTEGER, source TEXT, PRIMARY KEY (focus_area, position)) WITHOUT ROWID;

CREATE TABLE region (
    id TEXT PRIMARY KEY, position INTEGER,
    title TEXT, priority INTEGER, notes TEXT, iati_code TEXT, iati_vocabulary TEXT
) WITHOUT ROWID;
CREATE TABLE region_country (region TEXT, position INTEGER, country TEXT, PRIMARY KEY (region, position)) WITHOUT ROWID;
CREATE TABLE region_source (region TEXT, position INTEGER, source TEXT, PRIMARY KEY (region, position)) WITHOUT ROWID;

CREATE TABLE country (
    id TEXT PRIMARY KEY, position INTEGER,
    name TEXT, priority INTEGER, footnote TEXT, notes TEXT
) WITHOUT ROWID;
CREATE TABLE country_source (country TEXT, position INTEGER, source TEXT, PRIMARY KEY (country, position)) WITHOUT ROWID;

CREATE TABLE organisation (
    id TEXT PRIMARY KEY, position INTEGER,
    name TEXT, country TEXT, type TEXT, notes TEXT, iati_identifier TEXT, iati_type TEXT
) WITHOUT ROWID;
CREATE TABLE organisation_source (organisation TEXT, position INTEGER, source TEXT, PRIMARY KEY (organisation, position)) WITHOUT ROWID;

CREATE TABLE source (
    id TEXT PRIMARY KEY, position INTEGER,
    title TEXT, publisher TEXT, published TEXT, published_first TEXT, published_last TEXT, url TEXT, notes TEXT,
    iati_format TEXT, iati_category TEXT
) WITHOUT ROWID;

CREATE TABLE engagement (
    id TEXT PRIMARY KEY, position INTEGER,
    title TEXT, notes TEXT
) WITHOUT ROWID;
CREATE TABLE engagement_country (engagement TEXT, position INTEGER, country TEXT, PRIMARY KEY (engagement, position)) WITHOUT ROWID;
CREATE TABLE engagement_region (engagement TEXT, position INTEGER, region TEXT, PRIMARY KEY (engagement, position)) WITHOUT ROWID;
CREATE TABLE engagement_aim (engagement TEXT, position INTEGER, aim TEXT, PRIMARY KEY (engagement, position)) WITHOUT ROWID;
CREATE TABLE engagement_focus_area (engagement TEXT, position INTEGER, focus_area TEXT, PRIMARY KEY (engagement, position)) WITHOUT ROWID;
CREATE TABLE engagement_partner (engagement TEXT, position INTEGER, partner TEXT, PRIMARY KEY (engagement, position)) WITHOUT ROWID;
CREATE TABLE engagement_source (engagement TEXT, position INTEGER, source TEXT, PRIMARY KEY (engagement, position)) WITHOUT ROWID;

CREATE TABLE report (
    id TEXT PRIMARY KEY, position INTEGER,
    title TEXT, command TEXT
) WITHOUT ROWID;

-- Roadmap files

CREATE TABLE roadmap (
    id TEXT PRIMARY KEY, position INTEGER,
    title TEXT, kind TEXT, summary TEXT,
    period_start TEXT, period_start_first TEXT, period_start_last TEXT,
    period_end TEXT, period_end_first TEXT, period_end_last TEXT,
    in_preparation INTEGER,
    started TEXT, started_first TEXT, started_last TEXT,
    signed_on TEXT, signed_on_first TEXT, signed_on_last TEXT, signed_place TEXT,
    concluded TEXT, concluded_first TEXT, concluded_last TEXT,
    cancelled TEXT, cancelled_first TEXT, cancelled_last TEXT,
    reason TEXT, part_of TEXT, notes TEXT, iati_identifier TEXT
) WITHOUT ROWID;
CREATE TABLE roadmap_country (roadmap TEXT, position INTEGER, country TEXT, PRIMARY KEY (roadmap, position)) WITHOUT ROWID;
CREATE TABLE roadmap_region (roadmap TEXT, position INTEGER, region TEXT, PRIMARY KEY (roadmap, position)) WITHOUT ROWID;
CREATE TABLE roadmap_follows (roadmap TEXT, position INTEGER, follows TEXT, PRIMARY KEY (roadmap, position)) WITHOUT ROWID;
CREATE TABLE roadmap_aim (roadmap TEXT, position INTEGER, aim TEXT, PRIMARY KEY (roadmap, position)) WITHOUT ROWID;
CREATE TABLE roadmap_support (roadmap TEXT, position INTEGER, support TEXT, PRIMARY KEY (roadmap, position)) WITHOUT ROWID;
CREATE TABLE roadmap_focus_area (roadmap TEXT, position INTEGER, focus_area TEXT, PRIMARY KEY (roadmap, position)) WITHOUT ROWID;
CREATE TABLE roadmap_cross_cutting (roadmap TEXT, position INTEGER, cross_cutting TEXT, PRIMARY KEY (roadmap, position)) WITHOUT ROWID;
CREATE TABLE roadmap_source (roadmap TEXT, position INTEGER, source TEXT, PRIMARY KEY (roadmap, position)) WITHOUT ROWID;
CREATE TABLE roadmap_partner (roadmap TEXT, position INTEGER, partner TEXT, role TEXT, PRIMARY KEY (roadmap, position)) WITHOUT ROWID;
CREATE TABLE roadmap_extension (
    roadmap TEXT, position INTEGER, until TEXT, until_first TEXT, until_last TEXT,
    agreed TEXT, agreed_first TEXT, agreed_last TEXT, reason TEXT, PRIMARY KEY (roadmap, position)
) WITHOUT ROWID;
CREATE TABLE roadmap_signed_by (
    roadmap TEXT, position INTEGER, name TEXT, post TEXT, organisation TEXT, PRIMARY KEY (roadmap, position)
) WITHOUT ROWID;
CREATE TABLE roadmap_iati_sector (
    roadmap TEXT, position INTEGER, code TEXT, vocabulary TEXT, percentage NUMERIC, PRIMARY KEY (roadmap, position)
) WITHOUT ROWID;
CREATE TABLE roadmap_iati_recipient (
    roadmap TEXT, position INTEGER, country TEXT, region TEXT, percentage NUMERIC, PRIMARY KEY (roadmap, position)
) WITHOUT ROWID;
CREATE TABLE roadmap_funding (
    roadmap TEXT, position INTEGER, funder TEXT, instrument TEXT, amount NUMERIC, currency TEXT,
    PRIMARY KEY (roadmap, position)
) WITHOUT ROWID;

CREATE TABLE deliverable (
    roadmap TEXT, id TEXT, position INTEGER,
    title TEXT, activity TEXT, owner TEXT, responsible TEXT,
    due TEXT, due_first TEXT, due_last TEXT,
    expected TEXT, expected_first TEXT, expected_last TEXT,
    started TEXT, started_first TEXT, started_last TEXT,
    done TEXT, done_first TEXT, done_last TEXT,
    dropped TEXT, dropped_first TEXT, dropped_last TEXT,
    reason TEXT, notes TEXT, focus_area TEXT,
    PRIMARY KEY (roadmap, id)
) WITHOUT ROWID;
CREATE TABLE deliverable_topic (roadmap TEXT, deliverable TEXT, position INTEGER, topic TEXT, PRIMARY KEY (roadmap, deliverable, position)) WITHOUT ROWID;
CREATE TABLE deliverable_evidence (roadmap TEXT, deliverable TEXT, position INTEGER, evidence TEXT, PRIMARY KEY (roadmap, deliverable, position)) WITHOUT ROWID;
CREATE TABLE deliverable_source (roadmap TEXT, deliverable TEXT, position INTEGER, source TEXT, PRIMARY KEY (roadmap, deliverable, position)) WITHOUT ROWID;

-- A deliverable without milestones is tracked as one: it stands here too, with an empty id.
CREATE TABLE milestone (
    key INTEGER PRIMARY KEY, roadmap TEXT, deliverable TEXT, id TEXT, position INTEGER,
    title TEXT, activity TEXT, owner TEXT, responsible TEXT,
    due TEXT, due_first TEXT, due_last TEXT,
    expected TEXT, expected_first TEXT, expected_last TEXT,
    started TEXT, started_first TEXT, started_last TEXT,
    done TEXT, done_first TEXT, done_last TEXT,
    dropped TEXT, dropped_first TEXT, dropped_last TEXT,
    reason TEXT, notes TEXT,
    UNIQUE (roadmap, deliverable, id)
);
CREATE TABLE milestone_topic (roadmap TEXT, deliverable TEXT, milestone TEXT, position INTEGER, topic TEXT, PRIMARY KEY (roadmap, deliverable, milestone, position)) WITHOUT ROWID;
CREATE TABLE milestone_evidence (roadmap TEXT, deliverable TEXT, milestone TEXT, position INTEGER, evidence TEXT, PRIMARY KEY (roadmap, deliverable, milestone, position)) WITHOUT ROWID;
CREATE TABLE milestone_source (roadmap TEXT, deliverable TEXT, milestone TEXT, position INTEGER, source TEXT, PRIMARY KEY (roadmap, deliverable, milestone, position)) WITHOUT ROWID;

CREATE TABLE indicator (
    roadmap TEXT, deliverable TEXT, id TEXT, position INTEGER,
    title TEXT, unit TEXT, baseline_value NUMERIC, baseline_on TEXT, baseline_on_first TEXT, baseline_on_last TEXT,
    target_value NUMERIC, target_on TEXT, target_on_first TEXT, target_on_last TEXT, notes TEXT,
    PRIMARY KEY (roadmap, deliverable, id)
) WITHOUT ROWID;
CREATE TABLE indicator_actual (
    roadmap TEXT, deliverable TEXT, indicator TEXT, position INTEGER, value NUMERIC,
    "on" TEXT, on_first TEXT, on_last TEXT, PRIMARY KEY (roadmap, deliverable, indicator, position)
) WITHOUT ROWID;

-- What a roadmap is about, directly or by what it contains; derived from the tables above by derived.sql.

-- The countries that roadmaps concern, directly or by a region.
CREATE TABLE roadmap_countries (roadmap TEXT, country TEXT, PRIMARY KEY (roadmap, country)) WITHOUT ROWID;
CREATE INDEX roadmaps_of_country ON roadmap_countries (country);
-- The regions that roadmaps concern, directly or by a country.
CREATE TABLE roadmap_regions (roadmap TEXT, region TEXT, PRIMARY KEY (roadmap, region)) WITHOUT ROWID;
CREATE INDEX roadmaps_of_region ON roadmap_regions (region);
-- Lists of roadmaps as reports take them.
--   countries: codes, separated by U+001F.
CREATE TABLE roadmap_listed (roadmap TEXT PRIMARY KEY, countries TEXT) WITHOUT ROWID;
-- The focus areas of roadmaps.
--   role: focus, or cross-cutting.
CREATE TABLE roadmap_areas (roadmap TEXT, area TEXT, role TEXT, PRIMARY KEY (roadmap, area)) WITHOUT ROWID;
CREATE INDEX roadmaps_of_area ON roadmap_areas (area);
-- Up to when there can be events in a roadmap, by what its file says; so that only those are looked at that matter.
--   day: The last day of the latest event, in ISO 8601; empty where there is none.
CREATE TABLE roadmap_latest (roadmap TEXT PRIMARY KEY, day TEXT) WITHOUT ROWID;

-- Computed over the reporting date

-- The day that everything is judged by: one row.
--   day: The day, in ISO 8601.
--   soon: What is due up to this day is due soon.
CREATE TABLE as_of (day TEXT, soon TEXT);
CREATE TABLE roadmap_stage (
    roadmap TEXT PRIMARY KEY, stage TEXT, ends TEXT, ends_last TEXT, extended INTEGER
) WITHOUT ROWID;
CREATE TABLE milestone_status (key INTEGER PRIMARY KEY, status TEXT, why TEXT, deadline TEXT, deadline_last TEXT);
-- By nothing but the status, so that what is found lies in the order of the other tables.
CREATE INDEX milestone_by_status ON milestone_status (status);
CREATE TABLE roadmap_standing (
    roadmap TEXT PRIMARY KEY, total INTEGER, dropped INTEGER, done INTEGER, overdue INTEGER, at_risk INTEGER, in_progress INTEGER,
    planned INTEGER, counted INTEGER, open INTEGER, open_with_deadline INTEGER,
    progress REAL, status TEXT, rating TEXT, reason_for_rating TEXT, oldest_overdue TEXT, oldest_overdue_last TEXT,
    next_deadline TEXT, next_deadline_last TEXT
) WITHOUT ROWID;
CREATE TABLE deliverable_standing (
    roadmap TEXT, deliverable TEXT, total INTEGER, dropped INTEGER, done INTEGER, overdue INTEGER, at_risk INTEGER, in_progress INTEGER,
    planned INTEGER, counted INTEGER, open INTEGER, open_with_deadline INTEGER,
    progress REAL, status TEXT, rating TEXT, reason_for_rating TEXT, oldest_overdue TEXT, oldest_overdue_last TEXT,
    next_deadline TEXT, next_deadline_last TEXT,
    PRIMARY KEY (roadmap, deliverable)
) WITHOUT ROWID;
