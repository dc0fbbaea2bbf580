-- What the index holds beside the stored half of the portfolio, which stored.py makes from the file format.
-- References that lead nowhere are reported and then dropped.
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
