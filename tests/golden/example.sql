-- application_id 1668247408, user_version 1

CREATE TABLE framework ( -- `framework.toml`: what roadmaps refer to, and whose portfolio this is.
    title TEXT NOT NULL, -- The portfolio's title.
    agency TEXT, -- The organisation whose portfolio this is.
    as_of TEXT, -- Reporting date of the data; without it, today.
    as_of_first TEXT, -- The first day of as_of, in ISO 8601.
    as_of_last TEXT, -- The last day of as_of, in ISO 8601.
    strategy_title TEXT, -- The strategy that the portfolio serves: the strategy's name.
    strategy_adopted TEXT, -- The strategy that the portfolio serves: when it was adopted.
    strategy_adopted_first TEXT, -- The first day of strategy_adopted, in ISO 8601.
    strategy_adopted_last TEXT, -- The last day of strategy_adopted, in ISO 8601.
    strategy_notes TEXT, -- The strategy that the portfolio serves: anything worth knowing, in words.
    iati_language TEXT, -- How the portfolio is published in the IATI standard: language of the texts, by its ISO 639-1 code.
    iati_secondary_reporter INTEGER, -- How the portfolio is published in the IATI standard: whether the agency reports what others are responsible for.
    notes TEXT, -- Anything worth knowing, in words.
    FOREIGN KEY (agency) REFERENCES organisation (id)
) STRICT;
-- ["External cooperation of the Meridian Agency", "MAPA", "2026-06-30", "2026-06-30", "2026-06-30", "Neighbours in protection: strategy for external cooperation 2024–2028", "2023-11", "2023-11-01", "2023-11-30", "The mid-term review is to begin in the autumn of 2026.", "en", 0, "Reporting dates are the last day of each quarter. Figures are those agreed with the counterparts."]

CREATE TABLE framework_strategy_source ( -- The strategy that the portfolio serves: ids of the sources that say so.
    position INTEGER PRIMARY KEY NOT NULL, -- Its place in the order of the file, from 0.
    strategy_source TEXT NOT NULL, -- The strategy that the portfolio serves: ids of the sources that say so.
    FOREIGN KEY (strategy_source) REFERENCES source (id)
) STRICT;
-- [0, "strategy-2023"]

CREATE TABLE framework_partner ( -- Organisations consulted on everything.
    position INTEGER PRIMARY KEY NOT NULL, -- Its place in the order of the file, from 0.
    partner TEXT NOT NULL, -- Organisations consulted on everything.
    FOREIGN KEY (partner) REFERENCES organisation (id)
) STRICT;
-- [0, "MU"]

CREATE TABLE framework_coordination ( -- Organisations with which work is coordinated when necessary.
    position INTEGER PRIMARY KEY NOT NULL, -- Its place in the order of the file, from 0.
    coordination TEXT NOT NULL, -- Organisations with which work is coordinated when necessary.
    FOREIGN KEY (coordination) REFERENCES organisation (id)
) STRICT;
-- [0, "OSJ"]

CREATE TABLE framework_iati_sector ( -- How the portfolio is published in the IATI standard: the sectors of roadmaps that name none themselves.
    position INTEGER PRIMARY KEY NOT NULL, -- Its place in the order of the file, from 0.
    code TEXT, -- How the portfolio is published in the IATI standard: the sector's code; of vocabularies 98 and 99, the id of a focus area.
    vocabulary TEXT, -- How the portfolio is published in the IATI standard: code of IATI's SectorVocabulary: 1 for the OECD's DAC.
    percentage REAL -- How the portfolio is published in the IATI standard: its share, 100 in all of one vocabulary.
) STRICT;
-- [0, "15190", "1", 100.0]

CREATE TABLE source ( -- A document that says what the portfolio claims.
    id TEXT PRIMARY KEY NOT NULL, -- Its id.
    position INTEGER, -- Its place in the order of the file, from 0.
    title TEXT NOT NULL, -- The document's title, or a description of it.
    publisher TEXT, -- Who published it.
    published TEXT, -- When it was published.
    published_first TEXT, -- The first day of published, in ISO 8601.
    published_last TEXT, -- The last day of published, in ISO 8601.
    url TEXT, -- Where it can be read.
    iati_format TEXT, -- What IATI wants to know of it: its media type; without it, what the url's ending says.
    iati_category TEXT, -- What IATI wants to know of it: code of IATI's DocumentCategory, such as B01.
    notes TEXT -- Anything worth knowing, in words.
) STRICT;
-- ["annual-report-2024", 1, "Annual report on external cooperation 2024", "Meridian Agency for Protection and Asylum", "2025-Q1", "2025-01-01", "2025-03-31", "https://mapa.example/annual-report-2024", "application/pdf", "B01", null]
-- ["annual-report-2025", 2, "Annual report on external cooperation 2025", "Meridian Agency for Protection and Asylum", "2026-03", "2026-03-01", "2026-03-31", "https://mapa.example/annual-report-2025", "application/pdf", "B01", null]
-- ["graustark-gazette", 5, "Official Gazette of Graustark, no. 214", null, "2022-11-18", "2022-11-18", "2022-11-18", "https://gazette.graustark.example/2022/214.html", null, "A09", null]
-- ["handbook", 4, "Handbook for interviewers, Ruritanian edition", "Ruritanian Asylum Office", "2023", "2023-01-01", "2023-12-31", null, null, null, null]
-- ["strategy-2023", 0, "Neighbours in protection: strategy for external cooperation 2024–2028", "Meridian Agency for Protection and Asylum", "2023-11-23", "2023-11-23", "2023-11-23", "https://mapa.example/strategy-2024-2028", "application/pdf", "B02", null]
-- ["strelsau-minutes", 3, "Minutes of the third steering committee, Strelsau", null, "2026-04-28", "2026-04-28", "2026-04-28", null, null, null, "Not public. The secretariat has the signed copy."]

CREATE TABLE aim ( -- An aim that roadmaps serve.
    id TEXT PRIMARY KEY NOT NULL, -- Its id.
    position INTEGER, -- Its place in the order of the file, from 0.
    title TEXT NOT NULL, -- The aim, in a few words.
    notes TEXT -- Anything worth knowing, in words.
) STRICT;
-- ["asylum-systems", 0, "Fairer and faster asylum systems", null]
-- ["dignified-reception", 1, "Dignified reception", "Includes detention, where a partner has it: the aim there is to do without."]
-- ["safe-pathways", 2, "Safe and legal pathways to protection", null]

CREATE TABLE aim_source ( -- Ids of the sources that say so.
    aim TEXT NOT NULL, -- Id of the aim.
    position INTEGER NOT NULL, -- Its place in the order of the file, from 0.
    source TEXT NOT NULL, -- Ids of the sources that say so.
    PRIMARY KEY (aim, position),
    FOREIGN KEY (aim) REFERENCES aim (id),
    FOREIGN KEY (source) REFERENCES source (id)
) STRICT;
-- ["asylum-systems", 0, "strategy-2023"]

CREATE TABLE support_kind ( -- A kind of support that the agency gives, such as capacity building.
    id TEXT PRIMARY KEY NOT NULL, -- Its id.
    position INTEGER, -- Its place in the order of the file, from 0.
    title TEXT NOT NULL, -- The kind of support, in a few words.
    notes TEXT -- Anything worth knowing, in words.
) STRICT;
-- ["capacity-building", 0, "Capacity building", "Training, advice, tools and exchanges between peers."]
-- ["operational-support", 1, "Operational support", "Staff and equipment, for a limited time."]

CREATE TABLE support_kind_source ( -- Ids of the sources that say so.
    support_kind TEXT NOT NULL, -- Id of the support kind.
    position INTEGER NOT NULL, -- Its place in the order of the file, from 0.
    source TEXT NOT NULL, -- Ids of the sources that say so.
    PRIMARY KEY (support_kind, position),
    FOREIGN KEY (support_kind) REFERENCES support_kind (id),
    FOREIGN KEY (source) REFERENCES source (id)
) STRICT;
-- ["operational-support", 0, "strategy-2023"]

CREATE TABLE region ( -- A group of partner countries.
    id TEXT PRIMARY KEY NOT NULL, -- Its id.
    position INTEGER, -- Its place in the order of the file, from 0.
    title TEXT NOT NULL, -- The region's name.
    priority INTEGER CHECK (priority IN (0, 1)), -- Whether its countries have priority.
    iati_code TEXT, -- What export iati calls it; without it, by id and title: the region's code, such as 298 for Africa.
    iati_vocabulary TEXT, -- What export iati calls it; without it, by id and title: whose code: 1 for the OECD's DAC, 2 for the UN (M49).
    notes TEXT -- Anything worth knowing, in words.
) STRICT;
-- ["channel", 1, "The Channel", 0, null, null, "Eight hundred yards of water, and the shortest crossing of them all."]
-- ["far-shores", 2, "Far Shores", 0, "889", "1", null]
-- ["inner-kingdoms", 0, "Inner Kingdoms", 1, null, null, null]

CREATE TABLE region_source ( -- Ids of the sources that say so.
    region TEXT NOT NULL, -- Id of the region.
    position INTEGER NOT NULL, -- Its place in the order of the file, from 0.
    source TEXT NOT NULL, -- Ids of the sources that say so.
    PRIMARY KEY (region, position),
    FOREIGN KEY (region) REFERENCES region (id),
    FOREIGN KEY (source) REFERENCES source (id)
) STRICT;
-- ["inner-kingdoms", 0, "strategy-2023"]

CREATE TABLE region_country ( -- ISO 3166-1 alpha-2 codes of the region's countries.
    region TEXT NOT NULL, -- Id of the region.
    position INTEGER NOT NULL, -- Its place in the order of the file, from 0.
    country TEXT NOT NULL, -- ISO 3166-1 alpha-2 codes of the region's countries.
    PRIMARY KEY (region, position),
    FOREIGN KEY (region) REFERENCES region (id),
    FOREIGN KEY (country) REFERENCES country (id)
) STRICT;
-- ["channel", 0, "XL"]
-- ["channel", 1, "XB"]
-- ["far-shores", 0, "XE"]
-- ["far-shores", 1, "QM"]
-- ["inner-kingdoms", 0, "ZZ"]
-- ["inner-kingdoms", 1, "XG"]
-- ["inner-kingdoms", 2, "XA"]

CREATE TABLE country ( -- A partner country; its key is the ISO 3166-1 alpha-2 code, or a user-assigned one (XK, ZZ).
    id TEXT PRIMARY KEY NOT NULL, -- Its id.
    position INTEGER, -- Its place in the order of the file, from 0.
    name TEXT NOT NULL, -- The name to show.
    priority INTEGER CHECK (priority IN (0, 1)), -- Whether the country has priority by itself.
    footnote TEXT, -- Printed below every table that names the country.
    notes TEXT -- Anything worth knowing, in words.
) STRICT;
-- ["QM", 6, "Brobdingnag", 1, null, null]
-- ["XA", 2, "Axphain", 0, null, "Takes part through the regional programme only; it has no roadmap of its own."]
-- ["XB", 4, "Blefuscu", 0, "This designation is without prejudice to positions on the end at which an egg is to be broken.", null]
-- ["XE", 5, "Erewhon", 0, null, null]
-- ["XG", 1, "Graustark", 0, null, null]
-- ["XL", 3, "Lilliput", 0, null, null]
-- ["ZZ", 0, "Ruritania", 0, null, null]

CREATE TABLE country_source ( -- Ids of the sources that say so.
    country TEXT NOT NULL, -- Id of the country.
    position INTEGER NOT NULL, -- Its place in the order of the file, from 0.
    source TEXT NOT NULL, -- Ids of the sources that say so.
    PRIMARY KEY (country, position),
    FOREIGN KEY (country) REFERENCES country (id),
    FOREIGN KEY (source) REFERENCES source (id)
) STRICT;
-- ["QM", 0, "strategy-2023"]

CREATE TABLE organisation ( -- An authority, agency, organisation or network.
    id TEXT PRIMARY KEY NOT NULL, -- Its id.
    position INTEGER, -- Its place in the order of the file, from 0.
    name TEXT NOT NULL, -- The full name.
    country TEXT, -- Code of the country it belongs to.
    type TEXT, -- What sort of organisation it is.
    iati_identifier TEXT, -- Who it is to IATI: its IATI organisation identifier: registration agency, hyphen, number.
    iati_type TEXT, -- Who it is to IATI: code of IATI's OrganisationType, where type says too little.
    notes TEXT, -- Anything worth knowing, in words.
    FOREIGN KEY (country) REFERENCES country (id)
) STRICT;
-- ["AXI", 9, "Ministry of the Interior of Axphain", "XA", "government", null, null, null]
-- ["BCC", 11, "Blefuscu Coast Commission", "XB", "government", null, null, null]
-- ["BCP", 13, "Brobdingnag Court of Petitions", "QM", "government", null, null, null]
-- ["EMT", 12, "Erewhon Ministry of Travellers", "XE", "government", null, null, null]
-- ["GRS", 8, "Graustark Refugee Service", "XG", "government", null, null, null]
-- ["JUDGES", 4, "Circle of Refugee Law Judges", null, "other", null, null, null]
-- ["LANTERN", 3, "Lantern Legal Aid", null, "ngo", null, "21", null]
-- ["LHO", 10, "Lilliput Harbour Office", "XL", "government", null, null, null]
-- ["MAPA", 0, "Meridian Agency for Protection and Asylum", null, "eu", "XI-IATI-MAPA", null, null]
-- ["MU", 1, "Meridian Union, Directorate for Partnerships", null, "eu", "XI-IATI-MU", "10", null]
-- ["OSJ", 2, "Office for Safe Journeys", null, "multilateral", null, null, "Has a field office in every country of the portfolio except Brobdingnag."]
-- ["RAO", 6, "Ruritanian Asylum Office", "ZZ", "government", null, null, null]
-- ["RBG", 7, "Royal Border Guard of Ruritania", "ZZ", "government", null, null, null]
-- ["USI", 5, "University of Strelsau, Institute of Refugee Law", "ZZ", "other", null, "80", null]

CREATE TABLE organisation_source ( -- Ids of the sources that say so.
    organisation TEXT NOT NULL, -- Id of the organisation.
    position INTEGER NOT NULL, -- Its place in the order of the file, from 0.
    source TEXT NOT NULL, -- Ids of the sources that say so.
    PRIMARY KEY (organisation, position),
    FOREIGN KEY (organisation) REFERENCES organisation (id),
    FOREIGN KEY (source) REFERENCES source (id)
) STRICT;
-- ["GRS", 0, "graustark-gazette"]

CREATE TABLE focus_area ( -- A field of work that roadmaps and deliverables belong to.
    id TEXT PRIMARY KEY NOT NULL, -- Its id.
    position INTEGER, -- Its place in the order of the file, from 0.
    title TEXT NOT NULL, -- The area, in a few words.
    notes TEXT -- Anything worth knowing, in words.
) STRICT;
-- ["asylum-procedure", 0, "Asylum procedure", null]
-- ["contingency-planning", 3, "Contingency planning", null]
-- ["country-information", 4, "Country of origin information", "COI for short."]
-- ["reception", 2, "Reception", null]
-- ["registration", 1, "Registration and data", null]
-- ["resettlement", 6, "Resettlement", null]
-- ["training", 7, "Training", null]
-- ["vulnerable-persons", 5, "Vulnerable persons and unaccompanied children", null]

CREATE TABLE focus_area_source ( -- Ids of the sources that say so.
    focus_area TEXT NOT NULL, -- Id of the focus area.
    position INTEGER NOT NULL, -- Its place in the order of the file, from 0.
    source TEXT NOT NULL, -- Ids of the sources that say so.
    PRIMARY KEY (focus_area, position),
    FOREIGN KEY (focus_area) REFERENCES focus_area (id),
    FOREIGN KEY (source) REFERENCES source (id)
) STRICT;
-- ["reception", 0, "strategy-2023"]

CREATE TABLE engagement ( -- Standing cooperation outside any roadmap: a forum, a dialogue, joint work.
    id TEXT PRIMARY KEY NOT NULL, -- Its id.
    position INTEGER, -- Its place in the order of the file, from 0.
    title TEXT NOT NULL, -- What it is, in a few words.
    notes TEXT -- Anything worth knowing, in words.
) STRICT;
-- ["channel-forum", 1, "Channel Forum on arrivals by sea", null]
-- ["coi-network", 0, "Network of country information units", "Meets twice a year, in turn at each member's."]

CREATE TABLE engagement_source ( -- Ids of the sources that say so.
    engagement TEXT NOT NULL, -- Id of the engagement.
    position INTEGER NOT NULL, -- Its place in the order of the file, from 0.
    source TEXT NOT NULL, -- Ids of the sources that say so.
    PRIMARY KEY (engagement, position),
    FOREIGN KEY (engagement) REFERENCES engagement (id),
    FOREIGN KEY (source) REFERENCES source (id)
) STRICT;
-- ["coi-network", 0, "annual-report-2025"]

CREATE TABLE engagement_country ( -- Codes of the countries concerned.
    engagement TEXT NOT NULL, -- Id of the engagement.
    position INTEGER NOT NULL, -- Its place in the order of the file, from 0.
    country TEXT NOT NULL, -- Codes of the countries concerned.
    PRIMARY KEY (engagement, position),
    FOREIGN KEY (engagement) REFERENCES engagement (id),
    FOREIGN KEY (country) REFERENCES country (id)
) STRICT;
-- ["channel-forum", 0, "XL"]
-- ["channel-forum", 1, "XB"]

CREATE TABLE engagement_region ( -- Ids of the regions concerned.
    engagement TEXT NOT NULL, -- Id of the engagement.
    position INTEGER NOT NULL, -- Its place in the order of the file, from 0.
    region TEXT NOT NULL, -- Ids of the regions concerned.
    PRIMARY KEY (engagement, position),
    FOREIGN KEY (engagement) REFERENCES engagement (id),
    FOREIGN KEY (region) REFERENCES region (id)
) STRICT;
-- ["coi-network", 0, "inner-kingdoms"]

CREATE TABLE engagement_aim ( -- Ids of the aims it serves.
    engagement TEXT NOT NULL, -- Id of the engagement.
    position INTEGER NOT NULL, -- Its place in the order of the file, from 0.
    aim TEXT NOT NULL, -- Ids of the aims it serves.
    PRIMARY KEY (engagement, position),
    FOREIGN KEY (engagement) REFERENCES engagement (id),
    FOREIGN KEY (aim) REFERENCES aim (id)
) STRICT;
-- ["coi-network", 0, "asylum-systems"]

CREATE TABLE engagement_focus_area ( -- Ids of its focus areas.
    engagement TEXT NOT NULL, -- Id of the engagement.
    position INTEGER NOT NULL, -- Its place in the order of the file, from 0.
    focus_area TEXT NOT NULL, -- Ids of its focus areas.
    PRIMARY KEY (engagement, position),
    FOREIGN KEY (engagement) REFERENCES engagement (id),
    FOREIGN KEY (focus_area) REFERENCES focus_area (id)
) STRICT;
-- ["coi-network", 0, "country-information"]

CREATE TABLE engagement_partner ( -- Ids of the organisations taking part.
    engagement TEXT NOT NULL, -- Id of the engagement.
    position INTEGER NOT NULL, -- Its place in the order of the file, from 0.
    partner TEXT NOT NULL, -- Ids of the organisations taking part.
    PRIMARY KEY (engagement, position),
    FOREIGN KEY (engagement) REFERENCES engagement (id),
    FOREIGN KEY (partner) REFERENCES organisation (id)
) STRICT;
-- ["channel-forum", 0, "LHO"]
-- ["channel-forum", 1, "BCC"]
-- ["coi-network", 0, "RAO"]
-- ["coi-network", 1, "GRS"]
-- ["coi-network", 2, "AXI"]
-- ["coi-network", 3, "OSJ"]

CREATE TABLE report ( -- A report under a name of its own: `coopctl report NAME`.
    id TEXT PRIMARY KEY NOT NULL, -- Its id.
    position INTEGER, -- Its place in the order of the file, from 0.
    title TEXT NOT NULL, -- The report's title.
    command TEXT NOT NULL -- The command line after `coopctl`.
) STRICT;
-- ["late", 1, "What is late", "list milestones --status overdue"]
-- ["monday", 0, "Where we stand, country by country", "report status --by country"]

CREATE TABLE roadmap ( -- A roadmap file: what was agreed with whom, for when, and how far it is.
    id TEXT PRIMARY KEY NOT NULL, -- Its id.
    position INTEGER, -- Its place in the order of the file, from 0.
    title TEXT NOT NULL, -- The roadmap's title.
    kind TEXT NOT NULL, -- What sort of instrument it is.
    summary TEXT, -- What it is about, in a sentence or two.
    period_start TEXT, -- When it runs: when it starts.
    period_start_first TEXT, -- The first day of period_start, in ISO 8601.
    period_start_last TEXT, -- The last day of period_start, in ISO 8601.
    period_end TEXT, -- When it runs: when it ends.
    period_end_first TEXT, -- The first day of period_end, in ISO 8601.
    period_end_last TEXT, -- The last day of period_end, in ISO 8601.
    in_preparation INTEGER CHECK (in_preparation IN (0, 1)), -- Whether it is still being defined.
    signed_on TEXT, -- The signature: when.
    signed_on_first TEXT, -- The first day of signed_on, in ISO 8601.
    signed_on_last TEXT, -- The last day of signed_on, in ISO 8601.
    signed_place TEXT, -- The signature: where.
    started TEXT, -- When the work began.
    started_first TEXT, -- The first day of started, in ISO 8601.
    started_last TEXT, -- The last day of started, in ISO 8601.
    concluded TEXT, -- When the work was concluded.
    concluded_first TEXT, -- The first day of concluded, in ISO 8601.
    concluded_last TEXT, -- The last day of concluded, in ISO 8601.
    cancelled TEXT, -- When it was cancelled.
    cancelled_first TEXT, -- The first day of cancelled, in ISO 8601.
    cancelled_last TEXT, -- The last day of cancelled, in ISO 8601.
    reason TEXT, -- Why it was cancelled.
    part_of TEXT, -- Id of the larger roadmap that it is part of.
    iati_identifier TEXT, -- What it is to IATI: its identifier; without it, the agency's, a hyphen and the roadmap's id.
    notes TEXT, -- Anything worth knowing, in words.
    FOREIGN KEY (part_of) REFERENCES roadmap (id)
) STRICT;
-- ["brobdingnag-2024", 0, "Facility for safe accommodation in the market towns of Brobdingnag", "facility", "Rooms for people who cannot stay where they arrive, in ten market towns and at both scales.", "2024-05", "2024-05-01", "2024-05-31", "2027-04", "2027-04-01", "2027-04-30", 0, null, null, null, null, null, null, null, null, null, null, "2025-11-03", "2025-11-03", "2025-11-03", "The Court of Petitions was dissolved, and its successor has not taken over the agreement.", null, null, null]
-- ["channel-exchange", 0, "Exchange between Lilliput and Blefuscu on arrivals by sea", "bilateral", "Harbour offices on both sides learn from each other what the first hours after a landing need.", null, null, null, null, null, null, 0, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, "Neither period nor end was agreed; the two harbour masters would not hear of a signature."]
-- ["erewhon-2026", 0, "Project for a first national reception system in Erewhon", "project", "A needs assessment, a first open reception centre, and a small resettlement pilot beside it.", "2026-10", "2026-10-01", "2026-10-31", "2028-09", "2028-09-01", "2028-09-30", 1, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null]
-- ["graustark-2022", 0, "Working arrangement with the Graustark Refugee Service", "working-arrangement", "Liaison staff in Edelweiss and a regular exchange of statistics.", "2022-11-15", "2022-11-15", "2022-11-15", "2025-12-31", "2025-12-31", "2025-12-31", 0, "2022-11-15", "2022-11-15", "2022-11-15", "Edelweiss, Graustark", null, null, null, null, null, null, null, null, null, null, null, "XI-IATI-MAPA-WA-17", "Both sides want to renew it; Graustark first awaits its new Aliens Act."]
-- ["inner-kingdoms-2024", 0, "Regional programme for fair procedures and reliable country information in the Inner Kingdoms", "programme", "Judges, country information and the protection of children, across three asylum systems.", "2024", "2024-01-01", "2024-12-31", "2027", "2027-01-01", "2027-12-31", 0, null, null, null, null, "2024-03", "2024-03-01", "2024-03-31", null, null, null, null, null, null, null, null, null, null]
-- ["ruritania-2022", 0, "Roadmap for cooperation with Ruritania, first generation", "roadmap", "Registration at the border, a unit for country information, and a handbook for interviewers.", "2022-03", "2022-03-01", "2022-03-31", "2024-12", "2024-12-01", "2024-12-31", 0, null, null, null, null, null, null, null, "2025-02-14", "2025-02-14", "2025-02-14", null, null, null, null, null, null, null]
-- ["ruritania-2025", 0, "Roadmap for cooperation with Ruritania, second generation", "roadmap", "A plan for a sudden inflow, a national pool of trainers, and common standards of reception.", "2025-01", "2025-01-01", "2025-01-31", "2026-05", "2026-05-01", "2026-05-31", 0, "2025-01-20", "2025-01-20", "2025-01-20", "Strelsau", null, null, null, null, null, null, null, null, null, null, "inner-kingdoms-2024", null, "The committee meets every six months, in turn in Strelsau and at the agency.\n\nOpen since the third meeting:\n- who pays for the beds at Zürnau in the years after the roadmap;\n- whether the plan needs an act of parliament or only a decree.\n"]

CREATE TABLE roadmap_country ( -- Codes of the countries concerned.
    roadmap TEXT NOT NULL, -- Id of the roadmap.
    position INTEGER NOT NULL, -- Its place in the order of the file, from 0.
    country TEXT NOT NULL, -- Codes of the countries concerned.
    PRIMARY KEY (roadmap, position),
    FOREIGN KEY (roadmap) REFERENCES roadmap (id),
    FOREIGN KEY (country) REFERENCES country (id)
) STRICT;
-- ["brobdingnag-2024", 0, "QM"]
-- ["channel-exchange", 0, "XL"]
-- ["channel-exchange", 1, "XB"]
-- ["erewhon-2026", 0, "XE"]
-- ["graustark-2022", 0, "XG"]
-- ["ruritania-2022", 0, "ZZ"]
-- ["ruritania-2025", 0, "ZZ"]

CREATE TABLE roadmap_region ( -- Ids of the regions concerned.
    roadmap TEXT NOT NULL, -- Id of the roadmap.
    position INTEGER NOT NULL, -- Its place in the order of the file, from 0.
    region TEXT NOT NULL, -- Ids of the regions concerned.
    PRIMARY KEY (roadmap, position),
    FOREIGN KEY (roadmap) REFERENCES roadmap (id),
    FOREIGN KEY (region) REFERENCES region (id)
) STRICT;
-- ["inner-kingdoms-2024", 0, "inner-kingdoms"]

CREATE TABLE roadmap_signed_by ( -- The signature: who signed.
    roadmap TEXT NOT NULL, -- Id of the roadmap.
    position INTEGER NOT NULL, -- Its place in the order of the file, from 0.
    name TEXT, -- The signature: the person's name.
    post TEXT, -- The signature: the post held.
    organisation TEXT, -- The signature: the organisation signed for.
    PRIMARY KEY (roadmap, position),
    FOREIGN KEY (roadmap) REFERENCES roadmap (id),
    FOREIGN KEY (organisation) REFERENCES organisation (id)
) STRICT;
-- ["graustark-2022", 0, "Yetive Lorry-Ganlook", "Director-General", "GRS"]
-- ["graustark-2022", 1, "Søren Achterberg", "Executive Director", "MAPA"]

CREATE TABLE roadmap_extension ( -- Later ends that were agreed on.
    roadmap TEXT NOT NULL, -- Id of the roadmap.
    position INTEGER NOT NULL, -- Its place in the order of the file, from 0.
    until TEXT, -- The new end.
    until_first TEXT, -- The first day of until, in ISO 8601.
    until_last TEXT, -- The last day of until, in ISO 8601.
    agreed TEXT, -- When this was agreed; it counts from then on.
    agreed_first TEXT, -- The first day of agreed, in ISO 8601.
    agreed_last TEXT, -- The last day of agreed, in ISO 8601.
    reason TEXT, -- Why.
    PRIMARY KEY (roadmap, position),
    FOREIGN KEY (roadmap) REFERENCES roadmap (id)
) STRICT;
-- ["ruritania-2025", 0, "2027-03", "2027-03-01", "2027-03-31", "2026-04-28", "2026-04-28", "2026-04-28", "The winter floods closed the centre at Zürnau for four months."]

CREATE TABLE roadmap_follows ( -- Ids of the roadmaps that it follows.
    roadmap TEXT NOT NULL, -- Id of the roadmap.
    position INTEGER NOT NULL, -- Its place in the order of the file, from 0.
    follows TEXT NOT NULL, -- Ids of the roadmaps that it follows.
    PRIMARY KEY (roadmap, position),
    FOREIGN KEY (roadmap) REFERENCES roadmap (id),
    FOREIGN KEY (follows) REFERENCES roadmap (id)
) STRICT;
-- ["ruritania-2025", 0, "ruritania-2022"]

CREATE TABLE roadmap_aim ( -- Ids of the aims it serves.
    roadmap TEXT NOT NULL, -- Id of the roadmap.
    position INTEGER NOT NULL, -- Its place in the order of the file, from 0.
    aim TEXT NOT NULL, -- Ids of the aims it serves.
    PRIMARY KEY (roadmap, position),
    FOREIGN KEY (roadmap) REFERENCES roadmap (id),
    FOREIGN KEY (aim) REFERENCES aim (id)
) STRICT;
-- ["brobdingnag-2024", 0, "safe-pathways"]
-- ["channel-exchange", 0, "dignified-reception"]
-- ["erewhon-2026", 0, "dignified-reception"]
-- ["erewhon-2026", 1, "safe-pathways"]
-- ["graustark-2022", 0, "asylum-systems"]
-- ["graustark-2022", 1, "safe-pathways"]
-- ["inner-kingdoms-2024", 0, "asylum-systems"]
-- ["ruritania-2022", 0, "asylum-systems"]
-- ["ruritania-2025", 0, "asylum-systems"]
-- ["ruritania-2025", 1, "dignified-reception"]

CREATE TABLE roadmap_support ( -- Ids of the kinds of support it gives.
    roadmap TEXT NOT NULL, -- Id of the roadmap.
    position INTEGER NOT NULL, -- Its place in the order of the file, from 0.
    support TEXT NOT NULL, -- Ids of the kinds of support it gives.
    PRIMARY KEY (roadmap, position),
    FOREIGN KEY (roadmap) REFERENCES roadmap (id),
    FOREIGN KEY (support) REFERENCES support_kind (id)
) STRICT;
-- ["brobdingnag-2024", 0, "operational-support"]
-- ["erewhon-2026", 0, "capacity-building"]
-- ["erewhon-2026", 1, "operational-support"]
-- ["graustark-2022", 0, "operational-support"]
-- ["inner-kingdoms-2024", 0, "capacity-building"]
-- ["ruritania-2022", 0, "capacity-building"]
-- ["ruritania-2025", 0, "capacity-building"]
-- ["ruritania-2025", 1, "operational-support"]

CREATE TABLE roadmap_focus_area ( -- Ids of its focus areas.
    roadmap TEXT NOT NULL, -- Id of the roadmap.
    position INTEGER NOT NULL, -- Its place in the order of the file, from 0.
    focus_area TEXT NOT NULL, -- Ids of its focus areas.
    PRIMARY KEY (roadmap, position),
    FOREIGN KEY (roadmap) REFERENCES roadmap (id),
    FOREIGN KEY (focus_area) REFERENCES focus_area (id)
) STRICT;
-- ["brobdingnag-2024", 0, "reception"]
-- ["brobdingnag-2024", 1, "vulnerable-persons"]
-- ["channel-exchange", 0, "reception"]
-- ["channel-exchange", 1, "vulnerable-persons"]
-- ["erewhon-2026", 0, "reception"]
-- ["erewhon-2026", 1, "resettlement"]
-- ["graustark-2022", 0, "registration"]
-- ["graustark-2022", 1, "asylum-procedure"]
-- ["inner-kingdoms-2024", 0, "asylum-procedure"]
-- ["inner-kingdoms-2024", 1, "country-information"]
-- ["inner-kingdoms-2024", 2, "vulnerable-persons"]
-- ["ruritania-2022", 0, "registration"]
-- ["ruritania-2022", 1, "country-information"]
-- ["ruritania-2022", 2, "asylum-procedure"]
-- ["ruritania-2025", 0, "contingency-planning"]
-- ["ruritania-2025", 1, "reception"]

CREATE TABLE roadmap_cross_cutting ( -- Ids of focus areas that run through all of it.
    roadmap TEXT NOT NULL, -- Id of the roadmap.
    position INTEGER NOT NULL, -- Its place in the order of the file, from 0.
    cross_cutting TEXT NOT NULL, -- Ids of focus areas that run through all of it.
    PRIMARY KEY (roadmap, position),
    FOREIGN KEY (roadmap) REFERENCES roadmap (id),
    FOREIGN KEY (cross_cutting) REFERENCES focus_area (id)
) STRICT;
-- ["inner-kingdoms-2024", 0, "training"]
-- ["ruritania-2022", 0, "training"]
-- ["ruritania-2025", 0, "training"]

CREATE TABLE roadmap_partner ( -- Organisations taking part, and as what.
    roadmap TEXT NOT NULL, -- Id of the roadmap.
    position INTEGER NOT NULL, -- Its place in the order of the file, from 0.
    partner TEXT NOT NULL, -- Organisations taking part, and as what.
    role TEXT, -- As what.
    PRIMARY KEY (roadmap, position),
    FOREIGN KEY (roadmap) REFERENCES roadmap (id),
    FOREIGN KEY (partner) REFERENCES organisation (id)
) STRICT;
-- ["brobdingnag-2024", 0, "BCP", "counterpart"]
-- ["brobdingnag-2024", 1, "MU", "funder"]
-- ["brobdingnag-2024", 2, "LANTERN", "lead"]
-- ["channel-exchange", 0, "LHO", "counterpart"]
-- ["channel-exchange", 1, "BCC", "counterpart"]
-- ["erewhon-2026", 0, "EMT", "counterpart"]
-- ["erewhon-2026", 1, "OSJ", "implementer"]
-- ["erewhon-2026", 2, "LANTERN", "partner"]
-- ["graustark-2022", 0, "GRS", "counterpart"]
-- ["graustark-2022", 1, "MU", "support"]
-- ["inner-kingdoms-2024", 0, "MU", "lead"]
-- ["inner-kingdoms-2024", 1, "RAO", "counterpart"]
-- ["inner-kingdoms-2024", 2, "GRS", "counterpart"]
-- ["inner-kingdoms-2024", 3, "AXI", "counterpart"]
-- ["inner-kingdoms-2024", 4, "OSJ", "implementer"]
-- ["inner-kingdoms-2024", 5, "JUDGES", "partner"]
-- ["inner-kingdoms-2024", 6, "LANTERN", "support"]
-- ["ruritania-2022", 0, "RAO", "counterpart"]
-- ["ruritania-2022", 1, "RBG", "partner"]
-- ["ruritania-2022", 2, "USI", "implementer"]
-- ["ruritania-2022", 3, "MU", "funder"]
-- ["ruritania-2025", 0, "RAO", "counterpart"]
-- ["ruritania-2025", 1, "RBG", "partner"]
-- ["ruritania-2025", 2, "MU", "funder"]
-- ["ruritania-2025", 3, "OSJ", "support"]

CREATE TABLE roadmap_funding ( -- Who pays.
    roadmap TEXT NOT NULL, -- Id of the roadmap.
    position INTEGER NOT NULL, -- Its place in the order of the file, from 0.
    funder TEXT, -- The organisation that pays.
    instrument TEXT, -- The programme or budget line.
    amount REAL, -- How much, in whole units of the currency.
    currency TEXT, -- ISO 4217 code, such as EUR.
    PRIMARY KEY (roadmap, position),
    FOREIGN KEY (roadmap) REFERENCES roadmap (id),
    FOREIGN KEY (funder) REFERENCES organisation (id)
) STRICT;
-- ["brobdingnag-2024", 0, "MU", "Emergency reserve", 2400000.0, "EUR"]
-- ["erewhon-2026", 0, null, "Partnership Fund 2025–2028, second call", 900000.0, "EUR"]
-- ["inner-kingdoms-2024", 0, "MU", "Partnership Fund, regional envelope", 3200000.0, "EUR"]
-- ["inner-kingdoms-2024", 1, "OSJ", null, 180000.0, "EUR"]
-- ["ruritania-2022", 0, "MU", "Partnership Fund 2021–2024", 640000.0, "EUR"]
-- ["ruritania-2025", 0, "MU", "Partnership Fund 2025–2028", 1150000.0, "EUR"]

CREATE TABLE roadmap_source ( -- Ids of the sources that say so.
    roadmap TEXT NOT NULL, -- Id of the roadmap.
    position INTEGER NOT NULL, -- Its place in the order of the file, from 0.
    source TEXT NOT NULL, -- Ids of the sources that say so.
    PRIMARY KEY (roadmap, position),
    FOREIGN KEY (roadmap) REFERENCES roadmap (id),
    FOREIGN KEY (source) REFERENCES source (id)
) STRICT;
-- ["brobdingnag-2024", 0, "annual-report-2025"]
-- ["graustark-2022", 0, "graustark-gazette"]
-- ["inner-kingdoms-2024", 0, "annual-report-2024"]
-- ["inner-kingdoms-2024", 1, "annual-report-2025"]
-- ["ruritania-2022", 0, "annual-report-2024"]
-- ["ruritania-2025", 0, "annual-report-2025"]
-- ["ruritania-2025", 1, "strelsau-minutes"]

CREATE TABLE roadmap_iati_sector ( -- What it is to IATI: its sectors; without any, the portfolio's.
    roadmap TEXT NOT NULL, -- Id of the roadmap.
    position INTEGER NOT NULL, -- Its place in the order of the file, from 0.
    code TEXT, -- What it is to IATI: the sector's code; of vocabularies 98 and 99, the id of a focus area.
    vocabulary TEXT, -- What it is to IATI: code of IATI's SectorVocabulary: 1 for the OECD's DAC.
    percentage REAL, -- What it is to IATI: its share, 100 in all of one vocabulary.
    PRIMARY KEY (roadmap, position),
    FOREIGN KEY (roadmap) REFERENCES roadmap (id)
) STRICT;
-- ["inner-kingdoms-2024", 0, "15130", "1", 70.0]
-- ["inner-kingdoms-2024", 1, "15190", "1", 30.0]

CREATE TABLE roadmap_iati_recipient ( -- What it is to IATI: shares of its countries and regions; without any, equal ones.
    roadmap TEXT NOT NULL, -- Id of the roadmap.
    position INTEGER NOT NULL, -- Its place in the order of the file, from 0.
    country TEXT, -- What it is to IATI: code of a country of the roadmap.
    region TEXT, -- What it is to IATI: or the id of a region of the roadmap.
    percentage REAL, -- What it is to IATI: its share, 100 in all.
    PRIMARY KEY (roadmap, position),
    FOREIGN KEY (roadmap) REFERENCES roadmap (id),
    FOREIGN KEY (country) REFERENCES country (id),
    FOREIGN KEY (region) REFERENCES region (id)
) STRICT;
-- ["channel-exchange", 0, "XL", null, 60.0]
-- ["channel-exchange", 1, "XB", null, 40.0]
-- ["inner-kingdoms-2024", 0, null, "inner-kingdoms", 100.0]

CREATE TABLE deliverable ( -- What a roadmap is to bring about. Its status follows from its milestones, or else from its own dates.
    roadmap TEXT NOT NULL, -- Id of the roadmap.
    id TEXT NOT NULL, -- Its id.
    position INTEGER, -- Its place in the order of the file, from 0.
    title TEXT NOT NULL, -- What is to be there in the end.
    activity TEXT, -- What sort of work it is.
    owner TEXT, -- The organisation in charge.
    responsible TEXT, -- The person or post in charge.
    due TEXT, -- The agreed deadline; without it, the roadmap's end.
    due_first TEXT, -- The first day of due, in ISO 8601.
    due_last TEXT, -- The last day of due, in ISO 8601.
    expected TEXT, -- The forecast, when it moved.
    expected_first TEXT, -- The first day of expected, in ISO 8601.
    expected_last TEXT, -- The last day of expected, in ISO 8601.
    started TEXT, -- When work began.
    started_first TEXT, -- The first day of started, in ISO 8601.
    started_last TEXT, -- The last day of started, in ISO 8601.
    done TEXT, -- When it was there.
    done_first TEXT, -- The first day of done, in ISO 8601.
    done_last TEXT, -- The last day of done, in ISO 8601.
    dropped TEXT, -- When it was given up.
    dropped_first TEXT, -- The first day of dropped, in ISO 8601.
    dropped_last TEXT, -- The last day of dropped, in ISO 8601.
    reason TEXT, -- Why it was given up, or moved.
    focus_area TEXT, -- Id of its focus area.
    notes TEXT, -- Anything worth knowing, in words.
    PRIMARY KEY (roadmap, id),
    FOREIGN KEY (roadmap) REFERENCES roadmap (id),
    FOREIGN KEY (owner) REFERENCES organisation (id),
    FOREIGN KEY (focus_area) REFERENCES focus_area (id)
) STRICT;
-- ["brobdingnag-2024", "safe-rooms", 0, "Safe rooms in every market town", null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, "reception", null]
-- ["channel-exchange", "glossary", 1, "Glossary of reception terms, both ends", "translation", "LHO", null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, "reception", null]
-- ["channel-exchange", "landing-guidance", 0, "Joint guidance for the first hours after a landing", null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, "vulnerable-persons", null]
-- ["erewhon-2026", "needs", 0, "Needs assessment", null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, "reception", null]
-- ["erewhon-2026", "open-centre", 1, "First open reception centre", "deployment", "EMT", null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, "reception", "Built to the standards that Ruritania is about to publish."]
-- ["erewhon-2026", "resettlement-pilot", 2, "Resettlement pilot", null, null, null, "2028-Q2", "2028-04-01", "2028-06-30", null, null, null, null, null, null, null, null, null, null, null, null, null, "resettlement", null]
-- ["graustark-2022", "liaison-officers", 0, "Liaison officers in Edelweiss", null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, "asylum-procedure", null]
-- ["graustark-2022", "statistics", 1, "Monthly exchange of statistics on applications and decisions", null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, "registration", null]
-- ["inner-kingdoms-2024", "children-tool", 2, "Tool for finding out the best interests of unaccompanied children", "assessment", "OSJ", "Tomás Hölderling, Office for Safe Journeys", "2026-09", "2026-09-01", "2026-09-30", "2026-11", "2026-11-01", "2026-11-30", "2025-06", "2025-06-01", "2025-06-30", null, null, null, null, null, null, "Axphain asked to test it in two more districts.", "vulnerable-persons", null]
-- ["inner-kingdoms-2024", "coi-portal", 1, "Shared portal for country of origin information", null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, "country-information", null]
-- ["inner-kingdoms-2024", "guardians", 3, "Regional register of guardians", "other", null, null, "2026-12", "2026-12-01", "2026-12-31", null, null, null, null, null, null, null, null, null, "2025-09-30", "2025-09-30", "2025-09-30", "The three laws on data protection do not allow it.", "vulnerable-persons", null]
-- ["inner-kingdoms-2024", "judges-network", 0, "Network of asylum judges", null, "JUDGES", null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, "asylum-procedure", null]
-- ["inner-kingdoms-2024", "practitioners-conference", 4, "Conference of practitioners, third edition", "meeting", "AXI", null, null, null, null, null, null, null, "2026-04", "2026-04-01", "2026-04-30", "../2026", null, "2026-12-31", null, null, null, null, null, null]
-- ["ruritania-2022", "border-registration", 0, "Registration of asylum seekers at all land border crossings", null, "RBG", null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, "registration", null]
-- ["ruritania-2022", "coi-unit", 1, "Unit for country of origin information", null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, "country-information", null]
-- ["ruritania-2022", "handbook", 2, "Handbook for interviewers, Ruritanian edition", "translation", "USI", null, null, null, null, null, null, null, null, null, null, "../2023", null, "2023-12-31", null, null, null, null, "asylum-procedure", null]
-- ["ruritania-2025", "contingency-plan", 0, "Contingency plan for a sudden inflow", null, "RAO", null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, "contingency-planning", null]
-- ["ruritania-2025", "reception-standards", 2, "National standards for reception", "publication", "RAO", null, "2026-06", "2026-06-01", "2026-06-30", null, null, null, "2026-01-20", "2026-01-20", "2026-01-20", null, null, null, null, null, null, null, "reception", "At the printer's."]
-- ["ruritania-2025", "trainer-pool", 1, "National pool of trainers", null, "RAO", null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, "training", null]
-- ["ruritania-2025", "zuernau", 3, "Reception centre at Zürnau open again, and to the common standards", null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, "reception", null]

CREATE TABLE deliverable_topic ( -- Free words, searched by --text.
    roadmap TEXT NOT NULL, -- Id of the roadmap.
    deliverable TEXT NOT NULL, -- Id of the deliverable.
    position INTEGER NOT NULL, -- Its place in the order of the file, from 0.
    topic TEXT, -- Free words, searched by --text.
    PRIMARY KEY (roadmap, deliverable, position),
    FOREIGN KEY (roadmap) REFERENCES roadmap (id),
    FOREIGN KEY (roadmap, deliverable) REFERENCES deliverable (roadmap, id)
) STRICT;
-- ["erewhon-2026", "open-centre", 0, "families"]
-- ["inner-kingdoms-2024", "children-tool", 0, "children"]
-- ["inner-kingdoms-2024", "children-tool", 1, "guardianship"]

CREATE TABLE deliverable_evidence ( -- What shows it: a source's id, a link, or words.
    roadmap TEXT NOT NULL, -- Id of the roadmap.
    deliverable TEXT NOT NULL, -- Id of the deliverable.
    position INTEGER NOT NULL, -- Its place in the order of the file, from 0.
    evidence TEXT, -- What shows it: a source's id, a link, or words.
    PRIMARY KEY (roadmap, deliverable, position),
    FOREIGN KEY (roadmap) REFERENCES roadmap (id),
    FOREIGN KEY (roadmap, deliverable) REFERENCES deliverable (roadmap, id)
) STRICT;
-- ["inner-kingdoms-2024", "children-tool", 0, "Draft of March 2026, sent to all three counterparts"]
-- ["ruritania-2022", "handbook", 0, "handbook"]

CREATE TABLE deliverable_source ( -- Ids of the sources that say so.
    roadmap TEXT NOT NULL, -- Id of the roadmap.
    deliverable TEXT NOT NULL, -- Id of the deliverable.
    position INTEGER NOT NULL, -- Its place in the order of the file, from 0.
    source TEXT NOT NULL, -- Ids of the sources that say so.
    PRIMARY KEY (roadmap, deliverable, position),
    FOREIGN KEY (roadmap) REFERENCES roadmap (id),
    FOREIGN KEY (roadmap, deliverable) REFERENCES deliverable (roadmap, id),
    FOREIGN KEY (source) REFERENCES source (id)
) STRICT;
-- ["inner-kingdoms-2024", "guardians", 0, "annual-report-2025"]
-- ["ruritania-2022", "handbook", 0, "handbook"]

CREATE TABLE milestone ( -- Every milestone; a deliverable without any is tracked as one and stands here too, with an empty id.
    key INTEGER PRIMARY KEY NOT NULL, -- A number that joins tables; it may be another one tomorrow.
    roadmap TEXT, -- Id of the roadmap.
    deliverable TEXT, -- Id of the deliverable.
    id TEXT, -- Its id.
    position INTEGER, -- Its place in the order of the file, from 0.
    title TEXT NOT NULL, -- What is to be there in the end.
    activity TEXT, -- What sort of work it is.
    owner TEXT, -- The organisation in charge.
    responsible TEXT, -- The person or post in charge.
    due TEXT, -- The agreed deadline; without it, the roadmap's end.
    due_first TEXT, -- The first day of due, in ISO 8601.
    due_last TEXT, -- The last day of due, in ISO 8601.
    expected TEXT, -- The forecast, when it moved.
    expected_first TEXT, -- The first day of expected, in ISO 8601.
    expected_last TEXT, -- The last day of expected, in ISO 8601.
    started TEXT, -- When work began.
    started_first TEXT, -- The first day of started, in ISO 8601.
    started_last TEXT, -- The last day of started, in ISO 8601.
    done TEXT, -- When it was there.
    done_first TEXT, -- The first day of done, in ISO 8601.
    done_last TEXT, -- The last day of done, in ISO 8601.
    dropped TEXT, -- When it was given up.
    dropped_first TEXT, -- The first day of dropped, in ISO 8601.
    dropped_last TEXT, -- The last day of dropped, in ISO 8601.
    reason TEXT, -- Why it was given up, or moved.
    notes TEXT, -- Anything worth knowing, in words.
    UNIQUE (roadmap, deliverable, id),
    FOREIGN KEY (roadmap) REFERENCES roadmap (id),
    FOREIGN KEY (roadmap, deliverable) REFERENCES deliverable (roadmap, id),
    FOREIGN KEY (owner) REFERENCES organisation (id)
) STRICT;
-- [1, "brobdingnag-2024", "safe-rooms", "scoping", 0, "Scoping mission to Lorbrulgrud", "mission", "LANTERN", null, "2024-09", "2024-09-01", "2024-09-30", null, null, null, null, null, null, "2024-08", "2024-08-01", "2024-08-31", null, null, null, null, null]
-- [2, "brobdingnag-2024", "safe-rooms", "built", 1, "First ten rooms furnished, at both scales", "other", "BCP", null, "2025-12", "2025-12-01", "2025-12-31", null, null, null, null, null, null, null, null, null, null, null, null, null, null]
-- [3, "channel-exchange", "landing-guidance", "visits", 0, "Mutual site visits, Mildendo and the northern quays", "site-visit", null, null, null, null, null, null, null, null, null, null, null, "2025-04", "2025-04-01", "2025-04-30", null, null, null, null, null]
-- [4, "channel-exchange", "landing-guidance", "text", 1, "Text agreed", "workshop", "BCC", null, null, null, null, null, null, null, "2026-02-11", "2026-02-11", "2026-02-11", null, null, null, null, null, null, null, null]
-- [5, "channel-exchange", "glossary", "", 0, "Glossary of reception terms, both ends", "translation", "LHO", null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null]
-- [6, "erewhon-2026", "needs", "mission", 0, "Mission to the mountain passes and to the capital", "mission", "OSJ", null, "2026-11", "2026-11-01", "2026-11-30", null, null, null, null, null, null, null, null, null, null, null, null, null, null]
-- [7, "erewhon-2026", "needs", "report", 1, "Findings discussed with the Ministry of Travellers and published in Erewhonian", "publication", "EMT", null, "2027-03", "2027-03-01", "2027-03-31", null, null, null, null, null, null, null, null, null, null, null, null, null, null]
-- [8, "erewhon-2026", "open-centre", "", 0, "First open reception centre", "deployment", "EMT", null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, "Built to the standards that Ruritania is about to publish."]
-- [9, "erewhon-2026", "resettlement-pilot", "", 0, "Resettlement pilot", null, null, null, "2028-Q2", "2028-04-01", "2028-06-30", null, null, null, null, null, null, null, null, null, null, null, null, null, null]
-- [10, "graustark-2022", "liaison-officers", "deployed", 0, "First two officers deployed", "deployment", "MAPA", null, "2023-06", "2023-06-01", "2023-06-30", null, null, null, "2023-04", "2023-04-01", "2023-04-30", "2023-05-02", "2023-05-02", "2023-05-02", null, null, null, null, null]
-- [11, "graustark-2022", "liaison-officers", "evaluated", 1, "Joint evaluation of the deployment", "assessment", "GRS", "Office of the Director-General", null, null, null, null, null, null, "2025-10", "2025-10-01", "2025-10-31", null, null, null, null, null, null, null, null]
-- [12, "graustark-2022", "statistics", "technical-mission", 0, "Technical mission", "mission", null, null, "2023-Q4", "2023-10-01", "2023-12-31", null, null, null, null, null, null, "2023-10", "2023-10-01", "2023-10-31", null, null, null, null, null]
-- [13, "graustark-2022", "statistics", "exchange-running", 1, "Exchange running for six months without a gap", "other", "GRS", null, "2025-03", "2025-03-01", "2025-03-31", null, null, null, "2024-07", "2024-07-01", "2024-07-31", "2025-08-29", "2025-08-29", "2025-08-29", null, null, null, null, "The count began anew after the gap of January 2025."]
-- [14, "graustark-2022", "statistics", "annex", 2, "Annex on personal data signed", "legislation", null, null, "2024-12", "2024-12-01", "2024-12-31", null, null, null, null, null, null, null, null, null, "2025-01", "2025-01-01", "2025-01-31", "Statistics without personal data proved to be enough.", null]
-- [15, "inner-kingdoms-2024", "judges-network", "launched", 0, "Network launched", "meeting", null, null, "2024-06", "2024-06-01", "2024-06-30", null, null, null, null, null, null, "2024-06-20", "2024-06-20", "2024-06-20", null, null, null, null, null]
-- [16, "inner-kingdoms-2024", "judges-network", "curriculum", 1, "Orléval curriculum for judges new to asylum law", "training", "JUDGES", "Judge Aurélie Młynarz", "2026-09", "2026-09-01", "2026-09-30", "2026-05", "2026-05-01", "2026-05-31", "2025-10", "2025-10-01", "2025-10-31", null, null, null, null, null, null, null, null]
-- [17, "inner-kingdoms-2024", "judges-network", "peer-visits", 2, "Each court visited by judges of the other two countries", "study-visit", null, null, "2027-06", "2027-06-01", "2027-06-30", null, null, null, null, null, null, null, null, null, null, null, null, null, null]
-- [18, "inner-kingdoms-2024", "coi-portal", "online", 0, "Portal online", "publication", "GRS", null, "2025-Q4", "2025-10-01", "2025-12-31", null, null, null, null, null, null, "2026-01-09", "2026-01-09", "2026-01-09", null, null, null, null, null]
-- [19, "inner-kingdoms-2024", "coi-portal", "translated", 1, "Sixty reports translated into the languages of the region", "translation", "OSJ", null, "2027", "2027-01-01", "2027-12-31", null, null, null, "2026-Q1", "2026-01-01", "2026-03-31", null, null, null, null, null, null, null, null]
-- [20, "inner-kingdoms-2024", "children-tool", "", 0, "Tool for finding out the best interests of unaccompanied children", "assessment", "OSJ", "Tomás Hölderling, Office for Safe Journeys", "2026-09", "2026-09-01", "2026-09-30", "2026-11", "2026-11-01", "2026-11-30", "2025-06", "2025-06-01", "2025-06-30", null, null, null, null, null, null, "Axphain asked to test it in two more districts.", null]
-- [21, "inner-kingdoms-2024", "guardians", "", 0, "Regional register of guardians", "other", null, null, "2026-12", "2026-12-01", "2026-12-31", null, null, null, null, null, null, null, null, null, "2025-09-30", "2025-09-30", "2025-09-30", "The three laws on data protection do not allow it.", null]
-- [22, "inner-kingdoms-2024", "practitioners-conference", "", 0, "Conference of practitioners, third edition", "meeting", "AXI", null, null, null, null, null, null, null, "2026-04", "2026-04-01", "2026-04-30", "../2026", null, "2026-12-31", null, null, null, null, null]
-- [23, "ruritania-2022", "border-registration", "procedure-agreed", 0, "Common procedure agreed between the Asylum Office and the Border Guard", "workshop", "RAO", null, "2022-10", "2022-10-01", "2022-10-31", null, null, null, "2022-04", "2022-04-01", "2022-04-30", "2022-09-08", "2022-09-08", "2022-09-08", null, null, null, null, null]
-- [24, "ruritania-2022", "border-registration", "guards-trained", 1, "Border guards trained in registration and referral", "training", "RBG", null, "2023-06", "2023-06-01", "2023-06-30", null, null, null, "2023-02", "2023-02-01", "2023-02-28", "2023-10-12", "2023-10-12", "2023-10-12", null, null, null, "The spring courses gave way to the coronation; the autumn ones made up for them.", null]
-- [25, "ruritania-2022", "border-registration", "graustark-visit", 2, "Study visit to the registration centre in Graustark", "study-visit", null, null, "2023-03", "2023-03-01", "2023-03-31", null, null, null, null, null, null, null, null, null, "2023-02", "2023-02-01", "2023-02-28", "The Graustark trainers came to Ruritania instead.", null]
-- [26, "ruritania-2022", "coi-unit", "decree", 0, "Royal decree that founds the unit", "legislation", "RAO", null, "2023-Q2", "2023-04-01", "2023-06-30", null, null, null, null, null, null, "2023-Q2", "2023-04-01", "2023-06-30", null, null, null, null, null]
-- [27, "ruritania-2022", "coi-unit", "first-reports", 1, "First three reports published", "publication", "RAO", null, "2024-03", "2024-03-01", "2024-03-31", null, null, null, "../2023", null, "2023-12-31", "2024-05-17", "2024-05-17", "2024-05-17", null, null, null, null, null]
-- [28, "ruritania-2022", "handbook", "", 0, "Handbook for interviewers, Ruritanian edition", "translation", "USI", null, null, null, null, null, null, null, null, null, null, "../2023", null, "2023-12-31", null, null, null, null, null]
-- [29, "ruritania-2025", "contingency-plan", "risks-assessed", 0, "Risks and reserves assessed", "assessment", null, null, "2025-05", "2025-05-01", "2025-05-31", null, null, null, "2025-03-10", "2025-03-10", "2025-03-10", "2025-05-21", "2025-05-21", "2025-05-21", null, null, null, null, null]
-- [30, "ruritania-2025", "contingency-plan", "drafted", 1, "Plan drafted", "workshop", "RAO", "Zoë Rassendyll-Łukasik, head of planning", "2025-11", "2025-11-01", "2025-11-30", "2026-09", "2026-09-01", "2026-09-30", "2025-09", "2025-09-01", "2025-09-30", null, null, null, null, null, null, "Two of the three drafters were sent to the floods.", null]
-- [31, "ruritania-2025", "contingency-plan", "adopted", 2, "Plan adopted by the government", "legislation", "RAO", null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, "No date was agreed, so the end of the roadmap is its deadline."]
-- [32, "ruritania-2025", "contingency-plan", "exercise", 3, "Exercise with all services, two days and one night", "other", "RBG", null, "2027-02", "2027-02-01", "2027-02-28", null, null, null, null, null, null, null, null, null, null, null, null, null, null]
-- [33, "ruritania-2025", "trainer-pool", "selected", 0, "Trainers selected", "meeting", null, null, "2025-09", "2025-09-01", "2025-09-30", null, null, null, null, null, null, "2025-07-03", "2025-07-03", "2025-07-03", null, null, null, null, null]
-- [34, "ruritania-2025", "trainer-pool", "certified", 1, "Trainers certified", "training", "RAO", null, "2026-05-15", "2026-05-15", "2026-05-15", null, null, null, "2026-02", "2026-02-01", "2026-02-28", null, null, null, null, null, null, null, "Seventeen of twenty-four have passed; the others can sit again in August."]
-- [35, "ruritania-2025", "trainer-pool", "first-courses", 2, "First courses given by the pool alone", "training", null, null, "2026-10", "2026-10-01", "2026-10-31", null, null, null, "2026-06-08", "2026-06-08", "2026-06-08", null, null, null, null, null, null, null, null]
-- [36, "ruritania-2025", "reception-standards", "", 0, "National standards for reception", "publication", "RAO", null, "2026-06", "2026-06-01", "2026-06-30", null, null, null, "2026-01-20", "2026-01-20", "2026-01-20", null, null, null, null, null, null, null, "At the printer's."]
-- [37, "ruritania-2025", "zuernau", "inspected", 0, "Site visit after the repairs", "site-visit", "OSJ", null, "2026-07-17", "2026-07-17", "2026-07-17", null, null, null, null, null, null, null, null, null, null, null, null, null, null]
-- [38, "ruritania-2025", "zuernau", "equipped", 1, "Beds, kitchen and registration desks delivered and in use", "deployment", null, null, "2026-12", "2026-12-01", "2026-12-31", "2027-02", "2027-02-01", "2027-02-28", "2026-05", "2026-05-01", "2026-05-31", null, null, null, null, null, null, "The kitchen has to be ordered anew.", null]

CREATE TABLE milestone_topic ( -- Free words, searched by --text.
    roadmap TEXT NOT NULL, -- Id of the roadmap.
    deliverable TEXT NOT NULL, -- Id of the deliverable.
    milestone TEXT NOT NULL, -- The milestone's id within its deliverable; empty for a deliverable that is tracked as one.
    position INTEGER NOT NULL, -- Its place in the order of the file, from 0.
    topic TEXT, -- Free words, searched by --text.
    PRIMARY KEY (roadmap, deliverable, milestone, position),
    FOREIGN KEY (roadmap) REFERENCES roadmap (id),
    FOREIGN KEY (roadmap, deliverable) REFERENCES deliverable (roadmap, id),
    FOREIGN KEY (roadmap, deliverable, milestone) REFERENCES milestone (roadmap, deliverable, id)
) STRICT;
-- ["erewhon-2026", "open-centre", "", 0, "families"]
-- ["inner-kingdoms-2024", "children-tool", "", 0, "children"]
-- ["inner-kingdoms-2024", "children-tool", "", 1, "guardianship"]
-- ["inner-kingdoms-2024", "coi-portal", "translated", 0, "COI on Erewhon"]
-- ["inner-kingdoms-2024", "coi-portal", "translated", 1, "COI on Laputa"]
-- ["inner-kingdoms-2024", "coi-portal", "translated", 2, "COI on Luggnagg"]
-- ["ruritania-2022", "coi-unit", "first-reports", 0, "COI on Erewhon"]
-- ["ruritania-2022", "coi-unit", "first-reports", 1, "COI on Laputa"]
-- ["ruritania-2025", "contingency-plan", "exercise", 0, "exercise"]
-- ["ruritania-2025", "contingency-plan", "exercise", 1, "civil protection"]

CREATE TABLE milestone_evidence ( -- What shows it: a source's id, a link, or words.
    roadmap TEXT NOT NULL, -- Id of the roadmap.
    deliverable TEXT NOT NULL, -- Id of the deliverable.
    milestone TEXT NOT NULL, -- The milestone's id within its deliverable; empty for a deliverable that is tracked as one.
    position INTEGER NOT NULL, -- Its place in the order of the file, from 0.
    evidence TEXT, -- What shows it: a source's id, a link, or words.
    PRIMARY KEY (roadmap, deliverable, milestone, position),
    FOREIGN KEY (roadmap) REFERENCES roadmap (id),
    FOREIGN KEY (roadmap, deliverable) REFERENCES deliverable (roadmap, id),
    FOREIGN KEY (roadmap, deliverable, milestone) REFERENCES milestone (roadmap, deliverable, id)
) STRICT;
-- ["graustark-2022", "liaison-officers", "deployed", 0, "annual-report-2024"]
-- ["inner-kingdoms-2024", "children-tool", "", 0, "Draft of March 2026, sent to all three counterparts"]
-- ["inner-kingdoms-2024", "coi-portal", "online", 0, "https://coi.inner-kingdoms.example/index.html"]
-- ["inner-kingdoms-2024", "judges-network", "launched", 0, "annual-report-2024"]
-- ["ruritania-2022", "border-registration", "guards-trained", 0, "annual-report-2024"]
-- ["ruritania-2022", "border-registration", "procedure-agreed", 0, "Joint order of the two directors, 8 September 2022"]
-- ["ruritania-2022", "coi-unit", "decree", 0, "https://gazette.ruritania.example/2023/88.pdf"]
-- ["ruritania-2022", "coi-unit", "first-reports", 0, "annual-report-2024"]
-- ["ruritania-2022", "coi-unit", "first-reports", 1, "https://coi.ruritania.example/index.html"]
-- ["ruritania-2022", "handbook", "", 0, "handbook"]
-- ["ruritania-2025", "contingency-plan", "risks-assessed", 0, "annual-report-2025"]

CREATE TABLE milestone_source ( -- Ids of the sources that say so.
    roadmap TEXT NOT NULL, -- Id of the roadmap.
    deliverable TEXT NOT NULL, -- Id of the deliverable.
    milestone TEXT NOT NULL, -- The milestone's id within its deliverable; empty for a deliverable that is tracked as one.
    position INTEGER NOT NULL, -- Its place in the order of the file, from 0.
    source TEXT NOT NULL, -- Ids of the sources that say so.
    PRIMARY KEY (roadmap, deliverable, milestone, position),
    FOREIGN KEY (roadmap) REFERENCES roadmap (id),
    FOREIGN KEY (roadmap, deliverable) REFERENCES deliverable (roadmap, id),
    FOREIGN KEY (roadmap, deliverable, milestone) REFERENCES milestone (roadmap, deliverable, id),
    FOREIGN KEY (source) REFERENCES source (id)
) STRICT;
-- ["inner-kingdoms-2024", "guardians", "", 0, "annual-report-2025"]
-- ["ruritania-2022", "handbook", "", 0, "handbook"]
-- ["ruritania-2025", "contingency-plan", "drafted", 0, "strelsau-minutes"]

CREATE TABLE indicator ( -- Something counted: where it started, where it should be, where it is.
    roadmap TEXT NOT NULL, -- Id of the roadmap.
    deliverable TEXT NOT NULL, -- Id of the deliverable.
    id TEXT NOT NULL, -- Its id.
    position INTEGER, -- Its place in the order of the file, from 0.
    title TEXT NOT NULL, -- What is counted.
    unit TEXT, -- The unit, such as people.
    baseline_value REAL, -- The value before the work began: the value, in the indicator's unit.
    baseline_on TEXT, -- The value before the work began: when it was, or is to be, so.
    baseline_on_first TEXT, -- The first day of baseline_on, in ISO 8601.
    baseline_on_last TEXT, -- The last day of baseline_on, in ISO 8601.
    target_value REAL, -- The value to reach, and by when: the value, in the indicator's unit.
    target_on TEXT, -- The value to reach, and by when: when it was, or is to be, so.
    target_on_first TEXT, -- The first day of target_on, in ISO 8601.
    target_on_last TEXT, -- The last day of target_on, in ISO 8601.
    notes TEXT, -- Anything worth knowing, in words.
    PRIMARY KEY (roadmap, deliverable, id),
    FOREIGN KEY (roadmap) REFERENCES roadmap (id),
    FOREIGN KEY (roadmap, deliverable) REFERENCES deliverable (roadmap, id)
) STRICT;
-- ["erewhon-2026", "resettlement-pilot", "persons", 0, "Persons resettled", "people", 0.0, "2026", "2026-01-01", "2026-12-31", 300.0, "2028-06", "2028-06-01", "2028-06-30", null]
-- ["inner-kingdoms-2024", "coi-portal", "reports", 0, "Reports translated", "reports", 0.0, "../2024", null, "2024-12-31", 60.0, "2027", "2027-01-01", "2027-12-31", null]
-- ["inner-kingdoms-2024", "judges-network", "months-to-decision", 0, "Time from appeal to decision, mean of the three countries", "months", 14.5, "2023", "2023-01-01", "2023-12-31", 8.0, "2027", "2027-01-01", "2027-12-31", "Weighted by the number of appeals."]
-- ["ruritania-2022", "border-registration", "guards-trained-count", 0, "Border guards trained", "people", 0.0, "2021", "2021-01-01", "2021-12-31", 120.0, "2024-06", "2024-06-01", "2024-06-30", null]
-- ["ruritania-2025", "contingency-plan", "places-in-reserve", 0, "Reception places that can be opened within 72 hours", "places", 200.0, "2024-12", "2024-12-01", "2024-12-31", 1500.0, "2027-03", "2027-03-01", "2027-03-31", null]
-- ["ruritania-2025", "trainer-pool", "trainers", 0, "Certified trainers in the pool", "people", 0.0, "2025-01", "2025-01-01", "2025-01-31", 24.0, "2026-05", "2026-05-01", "2026-05-31", null]

CREATE TABLE indicator_actual ( -- Values measured, in the order of time.
    roadmap TEXT NOT NULL, -- Id of the roadmap.
    deliverable TEXT NOT NULL, -- Id of the deliverable.
    indicator TEXT NOT NULL, -- Id of the indicator.
    position INTEGER NOT NULL, -- Its place in the order of the file, from 0.
    value REAL, -- The value, in the indicator's unit.
    "on" TEXT, -- When it was, or is to be, so.
    on_first TEXT, -- The first day of on, in ISO 8601.
    on_last TEXT, -- The last day of on, in ISO 8601.
    PRIMARY KEY (roadmap, deliverable, indicator, position),
    FOREIGN KEY (roadmap) REFERENCES roadmap (id),
    FOREIGN KEY (roadmap, deliverable) REFERENCES deliverable (roadmap, id),
    FOREIGN KEY (roadmap, deliverable, indicator) REFERENCES indicator (roadmap, deliverable, id)
) STRICT;
-- ["inner-kingdoms-2024", "coi-portal", "reports", 0, 22.0, "2026-05-31", "2026-05-31", "2026-05-31"]
-- ["inner-kingdoms-2024", "judges-network", "months-to-decision", 0, 13.2, "2024", "2024-01-01", "2024-12-31"]
-- ["inner-kingdoms-2024", "judges-network", "months-to-decision", 1, 11.9, "2025", "2025-01-01", "2025-12-31"]
-- ["ruritania-2022", "border-registration", "guards-trained-count", 0, 38.0, "2023-06", "2023-06-01", "2023-06-30"]
-- ["ruritania-2022", "border-registration", "guards-trained-count", 1, 96.0, "2023-10", "2023-10-01", "2023-10-31"]
-- ["ruritania-2022", "border-registration", "guards-trained-count", 2, 143.0, "2024-05", "2024-05-01", "2024-05-31"]
-- ["ruritania-2025", "contingency-plan", "places-in-reserve", 0, 650.0, "2025-12", "2025-12-01", "2025-12-31"]
-- ["ruritania-2025", "contingency-plan", "places-in-reserve", 1, 590.0, "2026-05", "2026-05-01", "2026-05-31"]
-- ["ruritania-2025", "trainer-pool", "trainers", 0, 9.0, "2025-12", "2025-12-01", "2025-12-31"]
-- ["ruritania-2025", "trainer-pool", "trainers", 1, 17.0, "2026-05", "2026-05-01", "2026-05-31"]

CREATE TABLE roadmap_countries ( -- The countries that roadmaps concern, directly or by a region.
    roadmap TEXT NOT NULL, -- Id of the roadmap.
    country TEXT NOT NULL, -- Id of the country.
    PRIMARY KEY (roadmap, country),
    FOREIGN KEY (roadmap) REFERENCES roadmap (id),
    FOREIGN KEY (country) REFERENCES country (id)
) STRICT;
-- ["brobdingnag-2024", "QM"]
-- ["channel-exchange", "XB"]
-- ["channel-exchange", "XL"]
-- ["erewhon-2026", "XE"]
-- ["graustark-2022", "XG"]
-- ["inner-kingdoms-2024", "XA"]
-- ["inner-kingdoms-2024", "XG"]
-- ["inner-kingdoms-2024", "ZZ"]
-- ["ruritania-2022", "ZZ"]
-- ["ruritania-2025", "ZZ"]

CREATE TABLE roadmap_regions ( -- The regions that roadmaps concern, directly or by a country.
    roadmap TEXT NOT NULL, -- Id of the roadmap.
    region TEXT NOT NULL, -- Ids of the regions concerned.
    PRIMARY KEY (roadmap, region),
    FOREIGN KEY (roadmap) REFERENCES roadmap (id),
    FOREIGN KEY (region) REFERENCES region (id)
) STRICT;
-- ["brobdingnag-2024", "far-shores"]
-- ["channel-exchange", "channel"]
-- ["erewhon-2026", "far-shores"]
-- ["graustark-2022", "inner-kingdoms"]
-- ["inner-kingdoms-2024", "inner-kingdoms"]
-- ["ruritania-2022", "inner-kingdoms"]
-- ["ruritania-2025", "inner-kingdoms"]

CREATE TABLE roadmap_areas ( -- The focus areas of roadmaps.
    roadmap TEXT NOT NULL, -- Id of the roadmap.
    area TEXT NOT NULL, -- Id of the area.
    role TEXT, -- focus, or cross-cutting.
    PRIMARY KEY (roadmap, area),
    FOREIGN KEY (roadmap) REFERENCES roadmap (id),
    FOREIGN KEY (area) REFERENCES focus_area (id)
) STRICT;
-- ["brobdingnag-2024", "reception", "focus"]
-- ["brobdingnag-2024", "vulnerable-persons", "focus"]
-- ["channel-exchange", "reception", "focus"]
-- ["channel-exchange", "vulnerable-persons", "focus"]
-- ["erewhon-2026", "reception", "focus"]
-- ["erewhon-2026", "resettlement", "focus"]
-- ["graustark-2022", "asylum-procedure", "focus"]
-- ["graustark-2022", "registration", "focus"]
-- ["inner-kingdoms-2024", "asylum-procedure", "focus"]
-- ["inner-kingdoms-2024", "country-information", "focus"]
-- ["inner-kingdoms-2024", "training", "cross-cutting"]
-- ["inner-kingdoms-2024", "vulnerable-persons", "focus"]
-- ["ruritania-2022", "asylum-procedure", "focus"]
-- ["ruritania-2022", "country-information", "focus"]
-- ["ruritania-2022", "registration", "focus"]
-- ["ruritania-2022", "training", "cross-cutting"]
-- ["ruritania-2025", "contingency-planning", "focus"]
-- ["ruritania-2025", "reception", "focus"]
-- ["ruritania-2025", "training", "cross-cutting"]

CREATE TABLE as_of ( -- The day that everything is judged by: one row.
    day TEXT NOT NULL, -- The day, in ISO 8601.
    soon TEXT NOT NULL -- What is due up to this day is due soon.
) STRICT;
-- ["2026-06-30", "2026-07-30"]

CREATE TABLE roadmap_stage ( -- Computed over the day in as_of; the view roadmaps has it too.
    roadmap TEXT PRIMARY KEY NOT NULL, -- Id of the roadmap.
    stage TEXT, -- active, preparation, ended, concluded, cancelled or undated.
    ends TEXT, -- When it ends: its period's end, or the latest that extensions set.
    ends_last TEXT, -- The last day of ends, in ISO 8601.
    extended INTEGER CHECK (extended IN (0, 1)), -- Whether an extension set the end.
    FOREIGN KEY (roadmap) REFERENCES roadmap (id)
) STRICT;
-- ["brobdingnag-2024", "cancelled", "2027-04", "2027-04-30", 0]
-- ["channel-exchange", "undated", null, null, 0]
-- ["erewhon-2026", "preparation", "2028-09", "2028-09-30", 0]
-- ["graustark-2022", "ended", "2025-12-31", "2025-12-31", 0]
-- ["inner-kingdoms-2024", "active", "2027", "2027-12-31", 0]
-- ["ruritania-2022", "concluded", "2024-12", "2024-12-31", 0]
-- ["ruritania-2025", "active", "2027-03", "2027-03-31", 1]

CREATE TABLE milestone_status ( -- Computed over the day in as_of; the view milestones has it too.
    key INTEGER PRIMARY KEY NOT NULL, -- A number that joins tables; it may be another one tomorrow.
    status TEXT, -- overdue, at-risk, in-progress, planned, done or dropped.
    why TEXT, -- Why it is overdue or at risk.
    deadline TEXT, -- When it is due: its own date, or else its roadmap's end.
    deadline_last TEXT, -- The last day of deadline, in ISO 8601.
    FOREIGN KEY (key) REFERENCES milestone (key)
) STRICT;
-- [1, "dropped", null, "2024-09", "2024-09-30"]
-- [2, "dropped", null, "2025-12", "2025-12-31"]
-- [3, "done", null, null, null]
-- [4, "in-progress", null, null, null]
-- [5, "planned", null, null, null]
-- [6, "planned", null, "2026-11", "2026-11-30"]
-- [7, "planned", null, "2027-03", "2027-03-31"]
-- [8, "planned", null, "2028-09", "2028-09-30"]
-- [9, "planned", null, "2028-Q2", "2028-06-30"]
-- [10, "done", null, "2023-06", "2023-06-30"]
-- [11, "overdue", "the roadmap has ended", "2025-12-31", "2025-12-31"]
-- [12, "done", null, "2023-Q4", "2023-12-31"]
-- [13, "done", null, "2025-03", "2025-03-31"]
-- [14, "dropped", null, "2024-12", "2024-12-31"]
-- [15, "done", null, "2024-06", "2024-06-30"]
-- [16, "at-risk", "the forecast has passed", "2026-09", "2026-09-30"]
-- [17, "planned", null, "2027-06", "2027-06-30"]
-- [18, "done", null, "2025-Q4", "2025-12-31"]
-- [19, "in-progress", null, "2027", "2027-12-31"]
-- [20, "at-risk", "expected after its deadline", "2026-09", "2026-09-30"]
-- [21, "dropped", null, "2026-12", "2026-12-31"]
-- [22, "in-progress", null, "2027", "2027-12-31"]
-- [23, "done", null, "2022-10", "2022-10-31"]
-- [24, "done", null, "2023-06", "2023-06-30"]
-- [25, "dropped", null, "2023-03", "2023-03-31"]
-- [26, "done", null, "2023-Q2", "2023-06-30"]
-- [27, "done", null, "2024-03", "2024-03-31"]
-- [28, "done", null, "2024-12", "2024-12-31"]
-- [29, "done", null, "2025-05", "2025-05-31"]
-- [30, "overdue", "the deadline has passed", "2025-11", "2025-11-30"]
-- [31, "planned", null, "2027-03", "2027-03-31"]
-- [32, "planned", null, "2027-02", "2027-02-28"]
-- [33, "done", null, "2025-09", "2025-09-30"]
-- [34, "overdue", "the deadline has passed", "2026-05-15", "2026-05-15"]
-- [35, "in-progress", null, "2026-10", "2026-10-31"]
-- [36, "in-progress", null, "2026-06", "2026-06-30"]
-- [37, "at-risk", "due within 30 days, not started", "2026-07-17", "2026-07-17"]
-- [38, "at-risk", "expected after its deadline", "2026-12", "2026-12-31"]

CREATE TABLE roadmap_standing ( -- Computed over the day in as_of; the view roadmaps has it too.
    roadmap TEXT PRIMARY KEY NOT NULL, -- Id of the roadmap.
    total INTEGER, -- How many milestones it has.
    dropped INTEGER, -- How many of them were given up.
    done INTEGER, -- How many are done.
    overdue INTEGER, -- How many are overdue.
    at_risk INTEGER, -- How many are at risk.
    in_progress INTEGER, -- How many are in progress.
    planned INTEGER, -- How many are planned.
    counted INTEGER, -- How many there are without those dropped.
    open INTEGER, -- How many are neither done nor dropped.
    open_with_deadline INTEGER, -- How many of the open ones have a deadline.
    progress REAL, -- done divided by counted, from 0 to 1.
    status TEXT, -- The worst status of its open milestones, or done, or dropped.
    rating TEXT, -- complete, red, amber, green or none.
    reason_for_rating TEXT, -- The rating's reason, in words.
    oldest_overdue TEXT, -- The deadline that has been passed the longest.
    oldest_overdue_last TEXT, -- The last day of oldest_overdue, in ISO 8601.
    next_deadline TEXT, -- The first deadline still to come.
    next_deadline_last TEXT, -- The last day of next_deadline, in ISO 8601.
    FOREIGN KEY (roadmap) REFERENCES roadmap (id)
) STRICT;
-- ["brobdingnag-2024", 2, 2, 0, 0, 0, 0, 0, 0, 0, 0, null, "dropped", "none", "everything dropped", null, null, null, null]
-- ["channel-exchange", 3, 0, 1, 0, 0, 1, 1, 3, 2, 0, 0.3333333333333333, "in-progress", "none", "no deadlines", null, null, null, null]
-- ["erewhon-2026", 4, 0, 0, 0, 0, 0, 4, 4, 4, 4, 0.0, "planned", "green", "nothing overdue or at risk", null, null, "2026-11", "2026-11-30"]
-- ["graustark-2022", 5, 1, 3, 1, 0, 0, 0, 4, 1, 1, 0.75, "overdue", "red", "1 overdue, the oldest since 2025-12-31", "2025-12-31", "2025-12-31", null, null]
-- ["inner-kingdoms-2024", 8, 1, 2, 0, 2, 2, 1, 7, 5, 5, 0.2857142857142857, "at-risk", "amber", "2 at risk", null, null, "2026-09", "2026-09-30"]
-- ["ruritania-2022", 6, 1, 5, 0, 0, 0, 0, 5, 0, 0, 1.0, "done", "complete", "5 of 5 done", null, null, null, null]
-- ["ruritania-2025", 10, 0, 2, 2, 2, 2, 2, 10, 8, 8, 0.2, "overdue", "red", "2 overdue, the oldest since 2025-11", "2025-11", "2025-11-30", "2026-06", "2026-06-30"]

CREATE TABLE deliverable_standing ( -- Computed over the day in as_of; the view deliverables has it too.
    roadmap TEXT NOT NULL, -- Id of the roadmap.
    deliverable TEXT NOT NULL, -- Id of the deliverable.
    total INTEGER, -- How many milestones it has.
    dropped INTEGER, -- How many of them were given up.
    done INTEGER, -- How many are done.
    overdue INTEGER, -- How many are overdue.
    at_risk INTEGER, -- How many are at risk.
    in_progress INTEGER, -- How many are in progress.
    planned INTEGER, -- How many are planned.
    counted INTEGER, -- How many there are without those dropped.
    open INTEGER, -- How many are neither done nor dropped.
    open_with_deadline INTEGER, -- How many of the open ones have a deadline.
    progress REAL, -- done divided by counted, from 0 to 1.
    status TEXT, -- The worst status of its open milestones, or done, or dropped.
    rating TEXT, -- complete, red, amber, green or none.
    reason_for_rating TEXT, -- The rating's reason, in words.
    oldest_overdue TEXT, -- The deadline that has been passed the longest.
    oldest_overdue_last TEXT, -- The last day of oldest_overdue, in ISO 8601.
    next_deadline TEXT, -- The first deadline still to come.
    next_deadline_last TEXT, -- The last day of next_deadline, in ISO 8601.
    PRIMARY KEY (roadmap, deliverable),
    FOREIGN KEY (roadmap) REFERENCES roadmap (id),
    FOREIGN KEY (roadmap, deliverable) REFERENCES deliverable (roadmap, id)
) STRICT;
-- ["brobdingnag-2024", "safe-rooms", 2, 2, 0, 0, 0, 0, 0, 0, 0, 0, null, "dropped", "none", "everything dropped", null, null, null, null]
-- ["channel-exchange", "glossary", 1, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0.0, "planned", "none", "no deadlines", null, null, null, null]
-- ["channel-exchange", "landing-guidance", 2, 0, 1, 0, 0, 1, 0, 2, 1, 0, 0.5, "in-progress", "none", "no deadlines", null, null, null, null]
-- ["erewhon-2026", "needs", 2, 0, 0, 0, 0, 0, 2, 2, 2, 2, 0.0, "planned", "green", "nothing overdue or at risk", null, null, "2026-11", "2026-11-30"]
-- ["erewhon-2026", "open-centre", 1, 0, 0, 0, 0, 0, 1, 1, 1, 1, 0.0, "planned", "green", "nothing overdue or at risk", null, null, "2028-09", "2028-09-30"]
-- ["erewhon-2026", "resettlement-pilot", 1, 0, 0, 0, 0, 0, 1, 1, 1, 1, 0.0, "planned", "green", "nothing overdue or at risk", null, null, "2028-Q2", "2028-06-30"]
-- ["graustark-2022", "liaison-officers", 2, 0, 1, 1, 0, 0, 0, 2, 1, 1, 0.5, "overdue", "red", "1 overdue, the oldest since 2025-12-31", "2025-12-31", "2025-12-31", null, null]
-- ["graustark-2022", "statistics", 3, 1, 2, 0, 0, 0, 0, 2, 0, 0, 1.0, "done", "complete", "2 of 2 done", null, null, null, null]
-- ["inner-kingdoms-2024", "children-tool", 1, 0, 0, 0, 1, 0, 0, 1, 1, 1, 0.0, "at-risk", "amber", "1 at risk", null, null, "2026-09", "2026-09-30"]
-- ["inner-kingdoms-2024", "coi-portal", 2, 0, 1, 0, 0, 1, 0, 2, 1, 1, 0.5, "in-progress", "green", "nothing overdue or at risk", null, null, "2027", "2027-12-31"]
-- ["inner-kingdoms-2024", "guardians", 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, null, "dropped", "none", "everything dropped", null, null, null, null]
-- ["inner-kingdoms-2024", "judges-network", 3, 0, 1, 0, 1, 0, 1, 3, 2, 2, 0.3333333333333333, "at-risk", "amber", "1 at risk", null, null, "2026-09", "2026-09-30"]
-- ["inner-kingdoms-2024", "practitioners-conference", 1, 0, 0, 0, 0, 1, 0, 1, 1, 1, 0.0, "in-progress", "green", "nothing overdue or at risk", null, null, "2027", "2027-12-31"]
-- ["ruritania-2022", "border-registration", 3, 1, 2, 0, 0, 0, 0, 2, 0, 0, 1.0, "done", "complete", "2 of 2 done", null, null, null, null]
-- ["ruritania-2022", "coi-unit", 2, 0, 2, 0, 0, 0, 0, 2, 0, 0, 1.0, "done", "complete", "2 of 2 done", null, null, null, null]
-- ["ruritania-2022", "handbook", 1, 0, 1, 0, 0, 0, 0, 1, 0, 0, 1.0, "done", "complete", "1 of 1 done", null, null, null, null]
-- ["ruritania-2025", "contingency-plan", 4, 0, 1, 1, 0, 0, 2, 4, 3, 3, 0.25, "overdue", "red", "1 overdue, the oldest since 2025-11", "2025-11", "2025-11-30", "2027-02", "2027-02-28"]
-- ["ruritania-2025", "reception-standards", 1, 0, 0, 0, 0, 1, 0, 1, 1, 1, 0.0, "in-progress", "green", "nothing overdue or at risk", null, null, "2026-06", "2026-06-30"]
-- ["ruritania-2025", "trainer-pool", 3, 0, 1, 1, 0, 1, 0, 3, 2, 2, 0.3333333333333333, "overdue", "red", "1 overdue, the oldest since 2026-05-15", "2026-05-15", "2026-05-15", "2026-10", "2026-10-31"]
-- ["ruritania-2025", "zuernau", 2, 0, 0, 0, 2, 0, 0, 2, 2, 2, 0.0, "at-risk", "amber", "2 at risk", null, null, "2026-07-17", "2026-07-17"]

CREATE TABLE roadmap_news ( -- The newest thing that has happened in a roadmap, or was reported on it, by the reporting date.
    roadmap TEXT PRIMARY KEY NOT NULL, -- Id of the roadmap.
    date TEXT NOT NULL, -- When, as written.
    last TEXT NOT NULL, -- The last day on which it can have been.
    FOREIGN KEY (roadmap) REFERENCES roadmap (id)
) STRICT;
-- ["brobdingnag-2024", "2025-11-03", "2025-11-03"]
-- ["channel-exchange", "2026-02-11", "2026-02-11"]
-- ["graustark-2022", "2025-10", "2025-10-31"]
-- ["inner-kingdoms-2024", "2026-05-31", "2026-05-31"]
-- ["ruritania-2022", "2025-02-14", "2025-02-14"]
-- ["ruritania-2025", "2026-06-08", "2026-06-08"]

CREATE TABLE about ( -- What this file holds: a row a fact.
    name TEXT PRIMARY KEY NOT NULL, -- Which fact.
    value TEXT NOT NULL -- The fact, in words.
) STRICT;
-- ["title", "External cooperation of the Meridian Agency"]
-- ["day", "as of 2026-06-30 (reporting date)"]

CREATE TABLE dictionary ( -- What the tables, the views and their columns mean.
    table_name TEXT NOT NULL, -- A table or view.
    column_name TEXT NOT NULL, -- One of its columns; empty for the table itself.
    type TEXT NOT NULL, -- The column's type.
    meaning TEXT NOT NULL, -- What it holds.
    PRIMARY KEY (table_name, column_name)
) STRICT;
-- ["roadmap_listed", "", "view", "Lists of roadmaps as reports take them."]
-- ["roadmap_listed", "roadmap", "TEXT", "Id of the roadmap."]
-- ["roadmap_listed", "countries", "", "codes, separated by commas."]
-- ["milestones", "", "view", "Every milestone, and every deliverable that is tracked as one, with its status on the reporting date."]
-- ["milestones", "path", "", "Its address, ROADMAP/DELIVERABLE/MILESTONE"]
-- ["milestones", "key", "INTEGER", "A number that joins tables; it may be another one tomorrow."]
-- ["milestones", "roadmap", "TEXT", "Id of the roadmap."]
-- ["milestones", "deliverable", "TEXT", "Id of the deliverable."]
-- ["milestones", "milestone", "TEXT", "The milestone's id within its deliverable; empty for a deliverable that is tracked as one."]
-- ["milestones", "position", "INTEGER", "Its place in the order of the file, from 0."]
-- ["milestones", "deliverable_position", "INTEGER", "Its deliverable's place in the order of the file, from 0."]
-- ["milestones", "title", "TEXT", "What is to be there in the end."]
-- ["milestones", "deliverable_title", "TEXT", "What its deliverable is to bring about."]
-- ["milestones", "area", "TEXT", "Id of its deliverable's focus area."]
-- ["milestones", "activity", "TEXT", "What sort of work it is."]
-- ["milestones", "owner", "", "The organisation in charge."]
-- ["milestones", "responsible", "", "The person or post in charge."]
-- ["milestones", "status", "TEXT", "overdue, at-risk, in-progress, planned, done or dropped."]
-- ["milestones", "why", "TEXT", "Why it is overdue or at risk."]
-- ["milestones", "deadline", "TEXT", "When it is due: its own date, or else its roadmap's end."]
-- ["milestones", "deadline_last", "TEXT", "The last day of deadline, in ISO 8601."]
-- ["milestones", "due", "TEXT", "The agreed deadline; without it, the roadmap's end."]
-- ["milestones", "due_first", "TEXT", "The first day of due, in ISO 8601."]
-- ["milestones", "due_last", "TEXT", "The last day of due, in ISO 8601."]
-- ["milestones", "expected", "TEXT", "The forecast, when it moved."]
-- ["milestones", "expected_first", "TEXT", "The first day of expected, in ISO 8601."]
-- ["milestones", "expected_last", "TEXT", "The last day of expected, in ISO 8601."]
-- ["milestones", "started", "TEXT", "When work began."]
-- ["milestones", "started_first", "TEXT", "The first day of started, in ISO 8601."]
-- ["milestones", "started_last", "TEXT", "The last day of started, in ISO 8601."]
-- ["milestones", "done", "TEXT", "When it was there."]
-- ["milestones", "done_first", "TEXT", "The first day of done, in ISO 8601."]
-- ["milestones", "done_last", "TEXT", "The last day of done, in ISO 8601."]
-- ["milestones", "dropped", "TEXT", "When it was given up."]
-- ["milestones", "dropped_first", "TEXT", "The first day of dropped, in ISO 8601."]
-- ["milestones", "dropped_last", "TEXT", "The last day of dropped, in ISO 8601."]
-- ["milestones", "reason", "TEXT", "Why it was given up, or moved."]
-- ["milestones", "notes", "TEXT", "Anything worth knowing, in words."]
-- ["deliverables", "", "view", "Every deliverable, with how its milestones stand on the reporting date."]
-- ["deliverables", "path", "", "Its address, ROADMAP/DELIVERABLE"]
-- ["deliverables", "position", "INTEGER", "Its place in the order of the file, from 0."]
-- ["deliverables", "title", "TEXT", "What is to be there in the end."]
-- ["deliverables", "area", "TEXT", "Id of its focus area."]
-- ["deliverables", "activity", "TEXT", "What sort of work it is."]
-- ["deliverables", "owner", "TEXT", "The organisation in charge."]
-- ["deliverables", "responsible", "TEXT", "The person or post in charge."]
-- ["deliverables", "notes", "TEXT", "Anything worth knowing, in words."]
-- ["deliverables", "roadmap", "TEXT", "Id of the roadmap."]
-- ["deliverables", "deliverable", "TEXT", "Id of the deliverable."]
-- ["deliverables", "total", "INTEGER", "How many milestones it has."]
-- ["deliverables", "dropped", "INTEGER", "How many of them were given up."]
-- ["deliverables", "done", "INTEGER", "How many are done."]
-- ["deliverables", "overdue", "INTEGER", "How many are overdue."]
-- ["deliverables", "at_risk", "INTEGER", "How many are at risk."]
-- ["deliverables", "in_progress", "INTEGER", "How many are in progress."]
-- ["deliverables", "planned", "INTEGER", "How many are planned."]
-- ["deliverables", "counted", "INTEGER", "How many there are without those dropped."]
-- ["deliverables", "open", "INTEGER", "How many are neither done nor dropped."]
-- ["deliverables", "open_with_deadline", "INTEGER", "How many of the open ones have a deadline."]
-- ["deliverables", "progress", "REAL", "done divided by counted, from 0 to 1."]
-- ["deliverables", "status", "TEXT", "The worst status of its open milestones, or done, or dropped."]
-- ["deliverables", "rating", "TEXT", "complete, red, amber, green or none."]
-- ["deliverables", "reason_for_rating", "TEXT", "The rating's reason, in words."]
-- ["deliverables", "oldest_overdue", "TEXT", "The deadline that has been passed the longest."]
-- ["deliverables", "oldest_overdue_last", "TEXT", "The last day of oldest_overdue, in ISO 8601."]
-- ["deliverables", "next_deadline", "TEXT", "The first deadline still to come."]
-- ["deliverables", "next_deadline_last", "TEXT", "The last day of next_deadline, in ISO 8601."]
-- ["roadmaps", "", "view", "Every roadmap, with its stage and how its milestones stand on the reporting date."]
-- ["roadmaps", "id", "TEXT", "Its id."]
-- ["roadmaps", "position", "INTEGER", "Its place in the order of the file, from 0."]
-- ["roadmaps", "title", "TEXT", "The roadmap's title."]
-- ["roadmaps", "kind", "TEXT", "What sort of instrument it is."]
-- ["roadmaps", "summary", "TEXT", "What it is about, in a sentence or two."]
-- ["roadmaps", "period_start", "TEXT", "When it runs: when it starts."]
-- ["roadmaps", "period_start_first", "TEXT", "The first day of period_start, in ISO 8601."]
-- ["roadmaps", "period_start_last", "TEXT", "The last day of period_start, in ISO 8601."]
-- ["roadmaps", "period_end", "TEXT", "When it runs: when it ends."]
-- ["roadmaps", "period_end_first", "TEXT", "The first day of period_end, in ISO 8601."]
-- ["roadmaps", "period_end_last", "TEXT", "The last day of period_end, in ISO 8601."]
-- ["roadmaps", "in_preparation", "INTEGER", "Whether it is still being defined."]
-- ["roadmaps", "signed_on", "TEXT", "The signature: when."]
-- ["roadmaps", "signed_on_first", "TEXT", "The first day of signed_on, in ISO 8601."]
-- ["roadmaps", "signed_on_last", "TEXT", "The last day of signed_on, in ISO 8601."]
-- ["roadmaps", "signed_place", "TEXT", "The signature: where."]
-- ["roadmaps", "started", "TEXT", "When the work began."]
-- ["roadmaps", "started_first", "TEXT", "The first day of started, in ISO 8601."]
-- ["roadmaps", "started_last", "TEXT", "The last day of started, in ISO 8601."]
-- ["roadmaps", "concluded", "TEXT", "When the work was concluded."]
-- ["roadmaps", "concluded_first", "TEXT", "The first day of concluded, in ISO 8601."]
-- ["roadmaps", "concluded_last", "TEXT", "The last day of concluded, in ISO 8601."]
-- ["roadmaps", "cancelled", "TEXT", "When it was cancelled."]
-- ["roadmaps", "cancelled_first", "TEXT", "The first day of cancelled, in ISO 8601."]
-- ["roadmaps", "cancelled_last", "TEXT", "The last day of cancelled, in ISO 8601."]
-- ["roadmaps", "reason", "TEXT", "Why it was cancelled."]
-- ["roadmaps", "part_of", "TEXT", "Id of the larger roadmap that it is part of."]
-- ["roadmaps", "iati_identifier", "TEXT", "What it is to IATI: its identifier; without it, the agency's, a hyphen and the roadmap's id."]
-- ["roadmaps", "notes", "TEXT", "Anything worth knowing, in words."]
-- ["roadmaps", "countries", "", "Codes of the countries it concerns, separated by commas; roadmap_countries has a row each."]
-- ["roadmaps", "stage", "TEXT", "active, preparation, ended, concluded, cancelled or undated."]
-- ["roadmaps", "starts", "", "When it starts: its period's start, or else when the work began."]
-- ["roadmaps", "starts_first", "", "The first day of starts, in ISO 8601."]
-- ["roadmaps", "starts_last", "", "The last day of starts, in ISO 8601."]
-- ["roadmaps", "ends", "TEXT", "When it ends: its period's end, or the latest that extensions set."]
-- ["roadmaps", "ends_last", "TEXT", "The last day of ends, in ISO 8601."]
-- ["roadmaps", "extended", "INTEGER", "Whether an extension set the end."]
-- ["roadmaps", "total", "", "How many milestones it has."]
-- ["roadmaps", "dropped", "", "How many of them were given up."]
-- ["roadmaps", "done", "", "How many are done."]
-- ["roadmaps", "overdue", "", "How many are overdue."]
-- ["roadmaps", "at_risk", "", "How many are at risk."]
-- ["roadmaps", "in_progress", "", "How many are in progress."]
-- ["roadmaps", "planned", "", "How many are planned."]
-- ["roadmaps", "counted", "", "How many there are without those dropped."]
-- ["roadmaps", "open", "", "How many are neither done nor dropped."]
-- ["roadmaps", "progress", "REAL", "done divided by counted, from 0 to 1."]
-- ["roadmaps", "status", "TEXT", "The worst status of its open milestones, or done, or dropped."]
-- ["roadmaps", "rating", "", "complete, red, amber, green or none."]
-- ["roadmaps", "reason_for_rating", "", "The rating's reason, in words."]
-- ["roadmaps", "next_deadline", "TEXT", "The first deadline still to come."]
-- ["roadmaps", "next_deadline_last", "TEXT", "The last day of next_deadline, in ISO 8601."]
-- ["roadmap_aims", "", "view", "The aims that roadmaps serve, as far as the framework knows them."]
-- ["roadmap_aims", "roadmap", "TEXT", "Id of the roadmap."]
-- ["roadmap_aims", "aim", "TEXT", "Ids of the aims it serves."]
-- ["roadmap_partners", "", "view", "The organisations that take part in roadmaps, as far as the framework knows them, and as what."]
-- ["roadmap_partners", "roadmap", "TEXT", "Id of the roadmap."]
-- ["roadmap_partners", "partner", "TEXT", "Organisations taking part, and as what."]
-- ["roadmap_partners", "role", "TEXT", "As what."]
-- ["roadmap_predecessors", "", "view", "Which roadmap follows which, of those that are there."]
-- ["roadmap_predecessors", "roadmap", "TEXT", "Id of the roadmap."]
-- ["roadmap_predecessors", "predecessor", "TEXT", "Id of the roadmap before."]
-- ["framework", "", "table", "`framework.toml`: what roadmaps refer to, and whose portfolio this is."]
-- ["framework", "title", "TEXT", "The portfolio's title."]
-- ["framework", "agency", "TEXT", "The organisation whose portfolio this is."]
-- ["framework", "as_of", "TEXT", "Reporting date of the data; without it, today."]
-- ["framework", "as_of_first", "TEXT", "The first day of as_of, in ISO 8601."]
-- ["framework", "as_of_last", "TEXT", "The last day of as_of, in ISO 8601."]
-- ["framework", "strategy_title", "TEXT", "The strategy that the portfolio serves: the strategy's name."]
-- ["framework", "strategy_adopted", "TEXT", "The strategy that the portfolio serves: when it was adopted."]
-- ["framework", "strategy_adopted_first", "TEXT", "The first day of strategy_adopted, in ISO 8601."]
-- ["framework", "strategy_adopted_last", "TEXT", "The last day of strategy_adopted, in ISO 8601."]
-- ["framework", "strategy_notes", "TEXT", "The strategy that the portfolio serves: anything worth knowing, in words."]
-- ["framework", "iati_language", "TEXT", "How the portfolio is published in the IATI standard: language of the texts, by its ISO 639-1 code."]
-- ["framework", "iati_secondary_reporter", "INTEGER", "How the portfolio is published in the IATI standard: whether the agency reports what others are responsible for."]
-- ["framework", "notes", "TEXT", "Anything worth knowing, in words."]
-- ["framework_strategy_source", "", "table", "The strategy that the portfolio serves: ids of the sources that say so."]
-- ["framework_strategy_source", "position", "INTEGER", "Its place in the order of the file, from 0."]
-- ["framework_strategy_source", "strategy_source", "TEXT", "The strategy that the portfolio serves: ids of the sources that say so."]
-- ["framework_partner", "", "table", "Organisations consulted on everything."]
-- ["framework_partner", "position", "INTEGER", "Its place in the order of the file, from 0."]
-- ["framework_partner", "partner", "TEXT", "Organisations consulted on everything."]
-- ["framework_coordination", "", "table", "Organisations with which work is coordinated when necessary."]
-- ["framework_coordination", "position", "INTEGER", "Its place in the order of the file, from 0."]
-- ["framework_coordination", "coordination", "TEXT", "Organisations with which work is coordinated when necessary."]
-- ["framework_iati_sector", "", "table", "How the portfolio is published in the IATI standard: the sectors of roadmaps that name none themselves."]
-- ["framework_iati_sector", "position", "INTEGER", "Its place in the order of the file, from 0."]
-- ["framework_iati_sector", "code", "TEXT", "How the portfolio is published in the IATI standard: the sector's code; of vocabularies 98 and 99, the id of a focus area."]
-- ["framework_iati_sector", "vocabulary", "TEXT", "How the portfolio is published in the IATI standard: code of IATI's SectorVocabulary: 1 for the OECD's DAC."]
-- ["framework_iati_sector", "percentage", "REAL", "How the portfolio is published in the IATI standard: its share, 100 in all of one vocabulary."]
-- ["source", "", "table", "A document that says what the portfolio claims."]
-- ["source", "id", "TEXT", "Its id."]
-- ["source", "position", "INTEGER", "Its place in the order of the file, from 0."]
-- ["source", "title", "TEXT", "The document's title, or a description of it."]
-- ["source", "publisher", "TEXT", "Who published it."]
-- ["source", "published", "TEXT", "When it was published."]
-- ["source", "published_first", "TEXT", "The first day of published, in ISO 8601."]
-- ["source", "published_last", "TEXT", "The last day of published, in ISO 8601."]
-- ["source", "url", "TEXT", "Where it can be read."]
-- ["source", "iati_format", "TEXT", "What IATI wants to know of it: its media type; without it, what the url's ending says."]
-- ["source", "iati_category", "TEXT", "What IATI wants to know of it: code of IATI's DocumentCategory, such as B01."]
-- ["source", "notes", "TEXT", "Anything worth knowing, in words."]
-- ["aim", "", "table", "An aim that roadmaps serve."]
-- ["aim", "id", "TEXT", "Its id."]
-- ["aim", "position", "INTEGER", "Its place in the order of the file, from 0."]
-- ["aim", "title", "TEXT", "The aim, in a few words."]
-- ["aim", "notes", "TEXT", "Anything worth knowing, in words."]
-- ["aim_source", "", "table", "Ids of the sources that say so."]
-- ["aim_source", "aim", "TEXT", "Id of the aim."]
-- ["aim_source", "position", "INTEGER", "Its place in the order of the file, from 0."]
-- ["aim_source", "source", "TEXT", "Ids of the sources that say so."]
-- ["support_kind", "", "table", "A kind of support that the agency gives, such as capacity building."]
-- ["support_kind", "id", "TEXT", "Its id."]
-- ["support_kind", "position", "INTEGER", "Its place in the order of the file, from 0."]
-- ["support_kind", "title", "TEXT", "The kind of support, in a few words."]
-- ["support_kind", "notes", "TEXT", "Anything worth knowing, in words."]
-- ["support_kind_source", "", "table", "Ids of the sources that say so."]
-- ["support_kind_source", "support_kind", "TEXT", "Id of the support kind."]
-- ["support_kind_source", "position", "INTEGER", "Its place in the order of the file, from 0."]
-- ["support_kind_source", "source", "TEXT", "Ids of the sources that say so."]
-- ["region", "", "table", "A group of partner countries."]
-- ["region", "id", "TEXT", "Its id."]
-- ["region", "position", "INTEGER", "Its place in the order of the file, from 0."]
-- ["region", "title", "TEXT", "The region's name."]
-- ["region", "priority", "INTEGER", "Whether its countries have priority."]
-- ["region", "iati_code", "TEXT", "What export iati calls it; without it, by id and title: the region's code, such as 298 for Africa."]
-- ["region", "iati_vocabulary", "TEXT", "What export iati calls it; without it, by id and title: whose code: 1 for the OECD's DAC, 2 for the UN (M49)."]
-- ["region", "notes", "TEXT", "Anything worth knowing, in words."]
-- ["region_source", "", "table", "Ids of the sources that say so."]
-- ["region_source", "region", "TEXT", "Id of the region."]
-- ["region_source", "position", "INTEGER", "Its place in the order of the file, from 0."]
-- ["region_source", "source", "TEXT", "Ids of the sources that say so."]
-- ["region_country", "", "table", "ISO 3166-1 alpha-2 codes of the region's countries."]
-- ["region_country", "region", "TEXT", "Id of the region."]
-- ["region_country", "position", "INTEGER", "Its place in the order of the file, from 0."]
-- ["region_country", "country", "TEXT", "ISO 3166-1 alpha-2 codes of the region's countries."]
-- ["country", "", "table", "A partner country; its key is the ISO 3166-1 alpha-2 code, or a user-assigned one (XK, ZZ)."]
-- ["country", "id", "TEXT", "Its id."]
-- ["country", "position", "INTEGER", "Its place in the order of the file, from 0."]
-- ["country", "name", "TEXT", "The name to show."]
-- ["country", "priority", "INTEGER", "Whether the country has priority by itself."]
-- ["country", "footnote", "TEXT", "Printed below every table that names the country."]
-- ["country", "notes", "TEXT", "Anything worth knowing, in words."]
-- ["country_source", "", "table", "Ids of the sources that say so."]
-- ["country_source", "country", "TEXT", "Id of the country."]
-- ["country_source", "position", "INTEGER", "Its place in the order of the file, from 0."]
-- ["country_source", "source", "TEXT", "Ids of the sources that say so."]
-- ["organisation", "", "table", "An authority, agency, organisation or network."]
-- ["organisation", "id", "TEXT", "Its id."]
-- ["organisation", "position", "INTEGER", "Its place in the order of the file, from 0."]
-- ["organisation", "name", "TEXT", "The full name."]
-- ["organisation", "country", "TEXT", "Code of the country it belongs to."]
-- ["organisation", "type", "TEXT", "What sort of organisation it is."]
-- ["organisation", "iati_identifier", "TEXT", "Who it is to IATI: its IATI organisation identifier: registration agency, hyphen, number."]
-- ["organisation", "iati_type", "TEXT", "Who it is to IATI: code of IATI's OrganisationType, where type says too little."]
-- ["organisation", "notes", "TEXT", "Anything worth knowing, in words."]
-- ["organisation_source", "", "table", "Ids of the sources that say so."]
-- ["organisation_source", "organisation", "TEXT", "Id of the organisation."]
-- ["organisation_source", "position", "INTEGER", "Its place in the order of the file, from 0."]
-- ["organisation_source", "source", "TEXT", "Ids of the sources that say so."]
-- ["focus_area", "", "table", "A field of work that roadmaps and deliverables belong to."]
-- ["focus_area", "id", "TEXT", "Its id."]
-- ["focus_area", "position", "INTEGER", "Its place in the order of the file, from 0."]
-- ["focus_area", "title", "TEXT", "The area, in a few words."]
-- ["focus_area", "notes", "TEXT", "Anything worth knowing, in words."]
-- ["focus_area_source", "", "table", "Ids of the sources that say so."]
-- ["focus_area_source", "focus_area", "TEXT", "Id of the focus area."]
-- ["focus_area_source", "position", "INTEGER", "Its place in the order of the file, from 0."]
-- ["focus_area_source", "source", "TEXT", "Ids of the sources that say so."]
-- ["engagement", "", "table", "Standing cooperation outside any roadmap: a forum, a dialogue, joint work."]
-- ["engagement", "id", "TEXT", "Its id."]
-- ["engagement", "position", "INTEGER", "Its place in the order of the file, from 0."]
-- ["engagement", "title", "TEXT", "What it is, in a few words."]
-- ["engagement", "notes", "TEXT", "Anything worth knowing, in words."]
-- ["engagement_source", "", "table", "Ids of the sources that say so."]
-- ["engagement_source", "engagement", "TEXT", "Id of the engagement."]
-- ["engagement_source", "position", "INTEGER", "Its place in the order of the file, from 0."]
-- ["engagement_source", "source", "TEXT", "Ids of the sources that say so."]
-- ["engagement_country", "", "table", "Codes of the countries concerned."]
-- ["engagement_country", "engagement", "TEXT", "Id of the engagement."]
-- ["engagement_country", "position", "INTEGER", "Its place in the order of the file, from 0."]
-- ["engagement_country", "country", "TEXT", "Codes of the countries concerned."]
-- ["engagement_region", "", "table", "Ids of the regions concerned."]
-- ["engagement_region", "engagement", "TEXT", "Id of the engagement."]
-- ["engagement_region", "position", "INTEGER", "Its place in the order of the file, from 0."]
-- ["engagement_region", "region", "TEXT", "Ids of the regions concerned."]
-- ["engagement_aim", "", "table", "Ids of the aims it serves."]
-- ["engagement_aim", "engagement", "TEXT", "Id of the engagement."]
-- ["engagement_aim", "position", "INTEGER", "Its place in the order of the file, from 0."]
-- ["engagement_aim", "aim", "TEXT", "Ids of the aims it serves."]
-- ["engagement_focus_area", "", "table", "Ids of its focus areas."]
-- ["engagement_focus_area", "engagement", "TEXT", "Id of the engagement."]
-- ["engagement_focus_area", "position", "INTEGER", "Its place in the order of the file, from 0."]
-- ["engagement_focus_area", "focus_area", "TEXT", "Ids of its focus areas."]
-- ["engagement_partner", "", "table", "Ids of the organisations taking part."]
-- ["engagement_partner", "engagement", "TEXT", "Id of the engagement."]
-- ["engagement_partner", "position", "INTEGER", "Its place in the order of the file, from 0."]
-- ["engagement_partner", "partner", "TEXT", "Ids of the organisations taking part."]
-- ["report", "", "table", "A report under a name of its own: `coopctl report NAME`."]
-- ["report", "id", "TEXT", "Its id."]
-- ["report", "position", "INTEGER", "Its place in the order of the file, from 0."]
-- ["report", "title", "TEXT", "The report's title."]
-- ["report", "command", "TEXT", "The command line after `coopctl`."]
-- ["roadmap", "", "table", "A roadmap file: what was agreed with whom, for when, and how far it is."]
-- ["roadmap", "id", "TEXT", "Its id."]
-- ["roadmap", "position", "INTEGER", "Its place in the order of the file, from 0."]
-- ["roadmap", "title", "TEXT", "The roadmap's title."]
-- ["roadmap", "kind", "TEXT", "What sort of instrument it is."]
-- ["roadmap", "summary", "TEXT", "What it is about, in a sentence or two."]
-- ["roadmap", "period_start", "TEXT", "When it runs: when it starts."]
-- ["roadmap", "period_start_first", "TEXT", "The first day of period_start, in ISO 8601."]
-- ["roadmap", "period_start_last", "TEXT", "The last day of period_start, in ISO 8601."]
-- ["roadmap", "period_end", "TEXT", "When it runs: when it ends."]
-- ["roadmap", "period_end_first", "TEXT", "The first day of period_end, in ISO 8601."]
-- ["roadmap", "period_end_last", "TEXT", "The last day of period_end, in ISO 8601."]
-- ["roadmap", "in_preparation", "INTEGER", "Whether it is still being defined."]
-- ["roadmap", "signed_on", "TEXT", "The signature: when."]
-- ["roadmap", "signed_on_first", "TEXT", "The first day of signed_on, in ISO 8601."]
-- ["roadmap", "signed_on_last", "TEXT", "The last day of signed_on, in ISO 8601."]
-- ["roadmap", "signed_place", "TEXT", "The signature: where."]
-- ["roadmap", "started", "TEXT", "When the work began."]
-- ["roadmap", "started_first", "TEXT", "The first day of started, in ISO 8601."]
-- ["roadmap", "started_last", "TEXT", "The last day of started, in ISO 8601."]
-- ["roadmap", "concluded", "TEXT", "When the work was concluded."]
-- ["roadmap", "concluded_first", "TEXT", "The first day of concluded, in ISO 8601."]
-- ["roadmap", "concluded_last", "TEXT", "The last day of concluded, in ISO 8601."]
-- ["roadmap", "cancelled", "TEXT", "When it was cancelled."]
-- ["roadmap", "cancelled_first", "TEXT", "The first day of cancelled, in ISO 8601."]
-- ["roadmap", "cancelled_last", "TEXT", "The last day of cancelled, in ISO 8601."]
-- ["roadmap", "reason", "TEXT", "Why it was cancelled."]
-- ["roadmap", "part_of", "TEXT", "Id of the larger roadmap that it is part of."]
-- ["roadmap", "iati_identifier", "TEXT", "What it is to IATI: its identifier; without it, the agency's, a hyphen and the roadmap's id."]
-- ["roadmap", "notes", "TEXT", "Anything worth knowing, in words."]
-- ["roadmap_country", "", "table", "Codes of the countries concerned."]
-- ["roadmap_country", "roadmap", "TEXT", "Id of the roadmap."]
-- ["roadmap_country", "position", "INTEGER", "Its place in the order of the file, from 0."]
-- ["roadmap_country", "country", "TEXT", "Codes of the countries concerned."]
-- ["roadmap_region", "", "table", "Ids of the regions concerned."]
-- ["roadmap_region", "roadmap", "TEXT", "Id of the roadmap."]
-- ["roadmap_region", "position", "INTEGER", "Its place in the order of the file, from 0."]
-- ["roadmap_region", "region", "TEXT", "Ids of the regions concerned."]
-- ["roadmap_signed_by", "", "table", "The signature: who signed."]
-- ["roadmap_signed_by", "roadmap", "TEXT", "Id of the roadmap."]
-- ["roadmap_signed_by", "position", "INTEGER", "Its place in the order of the file, from 0."]
-- ["roadmap_signed_by", "name", "TEXT", "The signature: the person's name."]
-- ["roadmap_signed_by", "post", "TEXT", "The signature: the post held."]
-- ["roadmap_signed_by", "organisation", "TEXT", "The signature: the organisation signed for."]
-- ["roadmap_extension", "", "table", "Later ends that were agreed on."]
-- ["roadmap_extension", "roadmap", "TEXT", "Id of the roadmap."]
-- ["roadmap_extension", "position", "INTEGER", "Its place in the order of the file, from 0."]
-- ["roadmap_extension", "until", "TEXT", "The new end."]
-- ["roadmap_extension", "until_first", "TEXT", "The first day of until, in ISO 8601."]
-- ["roadmap_extension", "until_last", "TEXT", "The last day of until, in ISO 8601."]
-- ["roadmap_extension", "agreed", "TEXT", "When this was agreed; it counts from then on."]
-- ["roadmap_extension", "agreed_first", "TEXT", "The first day of agreed, in ISO 8601."]
-- ["roadmap_extension", "agreed_last", "TEXT", "The last day of agreed, in ISO 8601."]
-- ["roadmap_extension", "reason", "TEXT", "Why."]
-- ["roadmap_follows", "", "table", "Ids of the roadmaps that it follows."]
-- ["roadmap_follows", "roadmap", "TEXT", "Id of the roadmap."]
-- ["roadmap_follows", "position", "INTEGER", "Its place in the order of the file, from 0."]
-- ["roadmap_follows", "follows", "TEXT", "Ids of the roadmaps that it follows."]
-- ["roadmap_aim", "", "table", "Ids of the aims it serves."]
-- ["roadmap_aim", "roadmap", "TEXT", "Id of the roadmap."]
-- ["roadmap_aim", "position", "INTEGER", "Its place in the order of the file, from 0."]
-- ["roadmap_aim", "aim", "TEXT", "Ids of the aims it serves."]
-- ["roadmap_support", "", "table", "Ids of the kinds of support it gives."]
-- ["roadmap_support", "roadmap", "TEXT", "Id of the roadmap."]
-- ["roadmap_support", "position", "INTEGER", "Its place in the order of the file, from 0."]
-- ["roadmap_support", "support", "TEXT", "Ids of the kinds of support it gives."]
-- ["roadmap_focus_area", "", "table", "Ids of its focus areas."]
-- ["roadmap_focus_area", "roadmap", "TEXT", "Id of the roadmap."]
-- ["roadmap_focus_area", "position", "INTEGER", "Its place in the order of the file, from 0."]
-- ["roadmap_focus_area", "focus_area", "TEXT", "Ids of its focus areas."]
-- ["roadmap_cross_cutting", "", "table", "Ids of focus areas that run through all of it."]
-- ["roadmap_cross_cutting", "roadmap", "TEXT", "Id of the roadmap."]
-- ["roadmap_cross_cutting", "position", "INTEGER", "Its place in the order of the file, from 0."]
-- ["roadmap_cross_cutting", "cross_cutting", "TEXT", "Ids of focus areas that run through all of it."]
-- ["roadmap_partner", "", "table", "Organisations taking part, and as what."]
-- ["roadmap_partner", "roadmap", "TEXT", "Id of the roadmap."]
-- ["roadmap_partner", "position", "INTEGER", "Its place in the order of the file, from 0."]
-- ["roadmap_partner", "partner", "TEXT", "Organisations taking part, and as what."]
-- ["roadmap_partner", "role", "TEXT", "As what."]
-- ["roadmap_funding", "", "table", "Who pays."]
-- ["roadmap_funding", "roadmap", "TEXT", "Id of the roadmap."]
-- ["roadmap_funding", "position", "INTEGER", "Its place in the order of the file, from 0."]
-- ["roadmap_funding", "funder", "TEXT", "The organisation that pays."]
-- ["roadmap_funding", "instrument", "TEXT", "The programme or budget line."]
-- ["roadmap_funding", "amount", "REAL", "How much, in whole units of the currency."]
-- ["roadmap_funding", "currency", "TEXT", "ISO 4217 code, such as EUR."]
-- ["roadmap_source", "", "table", "Ids of the sources that say so."]
-- ["roadmap_source", "roadmap", "TEXT", "Id of the roadmap."]
-- ["roadmap_source", "position", "INTEGER", "Its place in the order of the file, from 0."]
-- ["roadmap_source", "source", "TEXT", "Ids of the sources that say so."]
-- ["roadmap_iati_sector", "", "table", "What it is to IATI: its sectors; without any, the portfolio's."]
-- ["roadmap_iati_sector", "roadmap", "TEXT", "Id of the roadmap."]
-- ["roadmap_iati_sector", "position", "INTEGER", "Its place in the order of the file, from 0."]
-- ["roadmap_iati_sector", "code", "TEXT", "What it is to IATI: the sector's code; of vocabularies 98 and 99, the id of a focus area."]
-- ["roadmap_iati_sector", "vocabulary", "TEXT", "What it is to IATI: code of IATI's SectorVocabulary: 1 for the OECD's DAC."]
-- ["roadmap_iati_sector", "percentage", "REAL", "What it is to IATI: its share, 100 in all of one vocabulary."]
-- ["roadmap_iati_recipient", "", "table", "What it is to IATI: shares of its countries and regions; without any, equal ones."]
-- ["roadmap_iati_recipient", "roadmap", "TEXT", "Id of the roadmap."]
-- ["roadmap_iati_recipient", "position", "INTEGER", "Its place in the order of the file, from 0."]
-- ["roadmap_iati_recipient", "country", "TEXT", "What it is to IATI: code of a country of the roadmap."]
-- ["roadmap_iati_recipient", "region", "TEXT", "What it is to IATI: or the id of a region of the roadmap."]
-- ["roadmap_iati_recipient", "percentage", "REAL", "What it is to IATI: its share, 100 in all."]
-- ["deliverable", "", "table", "What a roadmap is to bring about. Its status follows from its milestones, or else from its own dates."]
-- ["deliverable", "roadmap", "TEXT", "Id of the roadmap."]
-- ["deliverable", "id", "TEXT", "Its id."]
-- ["deliverable", "position", "INTEGER", "Its place in the order of the file, from 0."]
-- ["deliverable", "title", "TEXT", "What is to be there in the end."]
-- ["deliverable", "activity", "TEXT", "What sort of work it is."]
-- ["deliverable", "owner", "TEXT", "The organisation in charge."]
-- ["deliverable", "responsible", "TEXT", "The person or post in charge."]
-- ["deliverable", "due", "TEXT", "The agreed deadline; without it, the roadmap's end."]
-- ["deliverable", "due_first", "TEXT", "The first day of due, in ISO 8601."]
-- ["deliverable", "due_last", "TEXT", "The last day of due, in ISO 8601."]
-- ["deliverable", "expected", "TEXT", "The forecast, when it moved."]
-- ["deliverable", "expected_first", "TEXT", "The first day of expected, in ISO 8601."]
-- ["deliverable", "expected_last", "TEXT", "The last day of expected, in ISO 8601."]
-- ["deliverable", "started", "TEXT", "When work began."]
-- ["deliverable", "started_first", "TEXT", "The first day of started, in ISO 8601."]
-- ["deliverable", "started_last", "TEXT", "The last day of started, in ISO 8601."]
-- ["deliverable", "done", "TEXT", "When it was there."]
-- ["deliverable", "done_first", "TEXT", "The first day of done, in ISO 8601."]
-- ["deliverable", "done_last", "TEXT", "The last day of done, in ISO 8601."]
-- ["deliverable", "dropped", "TEXT", "When it was given up."]
-- ["deliverable", "dropped_first", "TEXT", "The first day of dropped, in ISO 8601."]
-- ["deliverable", "dropped_last", "TEXT", "The last day of dropped, in ISO 8601."]
-- ["deliverable", "reason", "TEXT", "Why it was given up, or moved."]
-- ["deliverable", "focus_area", "TEXT", "Id of its focus area."]
-- ["deliverable", "notes", "TEXT", "Anything worth knowing, in words."]
-- ["deliverable_topic", "", "table", "Free words, searched by --text."]
-- ["deliverable_topic", "roadmap", "TEXT", "Id of the roadmap."]
-- ["deliverable_topic", "deliverable", "TEXT", "Id of the deliverable."]
-- ["deliverable_topic", "position", "INTEGER", "Its place in the order of the file, from 0."]
-- ["deliverable_topic", "topic", "TEXT", "Free words, searched by --text."]
-- ["deliverable_evidence", "", "table", "What shows it: a source's id, a link, or words."]
-- ["deliverable_evidence", "roadmap", "TEXT", "Id of the roadmap."]
-- ["deliverable_evidence", "deliverable", "TEXT", "Id of the deliverable."]
-- ["deliverable_evidence", "position", "INTEGER", "Its place in the order of the file, from 0."]
-- ["deliverable_evidence", "evidence", "TEXT", "What shows it: a source's id, a link, or words."]
-- ["deliverable_source", "", "table", "Ids of the sources that say so."]
-- ["deliverable_source", "roadmap", "TEXT", "Id of the roadmap."]
-- ["deliverable_source", "deliverable", "TEXT", "Id of the deliverable."]
-- ["deliverable_source", "position", "INTEGER", "Its place in the order of the file, from 0."]
-- ["deliverable_source", "source", "TEXT", "Ids of the sources that say so."]
-- ["milestone", "", "table", "Every milestone; a deliverable without any is tracked as one and stands here too, with an empty id."]
-- ["milestone", "key", "INTEGER", "A number that joins tables; it may be another one tomorrow."]
-- ["milestone", "roadmap", "TEXT", "Id of the roadmap."]
-- ["milestone", "deliverable", "TEXT", "Id of the deliverable."]
-- ["milestone", "id", "TEXT", "Its id."]
-- ["milestone", "position", "INTEGER", "Its place in the order of the file, from 0."]
-- ["milestone", "title", "TEXT", "What is to be there in the end."]
-- ["milestone", "activity", "TEXT", "What sort of work it is."]
-- ["milestone", "owner", "TEXT", "The organisation in charge."]
-- ["milestone", "responsible", "TEXT", "The person or post in charge."]
-- ["milestone", "due", "TEXT", "The agreed deadline; without it, the roadmap's end."]
-- ["milestone", "due_first", "TEXT", "The first day of due, in ISO 8601."]
-- ["milestone", "due_last", "TEXT", "The last day of due, in ISO 8601."]
-- ["milestone", "expected", "TEXT", "The forecast, when it moved."]
-- ["milestone", "expected_first", "TEXT", "The first day of expected, in ISO 8601."]
-- ["milestone", "expected_last", "TEXT", "The last day of expected, in ISO 8601."]
-- ["milestone", "started", "TEXT", "When work began."]
-- ["milestone", "started_first", "TEXT", "The first day of started, in ISO 8601."]
-- ["milestone", "started_last", "TEXT", "The last day of started, in ISO 8601."]
-- ["milestone", "done", "TEXT", "When it was there."]
-- ["milestone", "done_first", "TEXT", "The first day of done, in ISO 8601."]
-- ["milestone", "done_last", "TEXT", "The last day of done, in ISO 8601."]
-- ["milestone", "dropped", "TEXT", "When it was given up."]
-- ["milestone", "dropped_first", "TEXT", "The first day of dropped, in ISO 8601."]
-- ["milestone", "dropped_last", "TEXT", "The last day of dropped, in ISO 8601."]
-- ["milestone", "reason", "TEXT", "Why it was given up, or moved."]
-- ["milestone", "notes", "TEXT", "Anything worth knowing, in words."]
-- ["milestone_topic", "", "table", "Free words, searched by --text."]
-- ["milestone_topic", "roadmap", "TEXT", "Id of the roadmap."]
-- ["milestone_topic", "deliverable", "TEXT", "Id of the deliverable."]
-- ["milestone_topic", "milestone", "TEXT", "The milestone's id within its deliverable; empty for a deliverable that is tracked as one."]
-- ["milestone_topic", "position", "INTEGER", "Its place in the order of the file, from 0."]
-- ["milestone_topic", "topic", "TEXT", "Free words, searched by --text."]
-- ["milestone_evidence", "", "table", "What shows it: a source's id, a link, or words."]
-- ["milestone_evidence", "roadmap", "TEXT", "Id of the roadmap."]
-- ["milestone_evidence", "deliverable", "TEXT", "Id of the deliverable."]
-- ["milestone_evidence", "milestone", "TEXT", "The milestone's id within its deliverable; empty for a deliverable that is tracked as one."]
-- ["milestone_evidence", "position", "INTEGER", "Its place in the order of the file, from 0."]
-- ["milestone_evidence", "evidence", "TEXT", "What shows it: a source's id, a link, or words."]
-- ["milestone_source", "", "table", "Ids of the sources that say so."]
-- ["milestone_source", "roadmap", "TEXT", "Id of the roadmap."]
-- ["milestone_source", "deliverable", "TEXT", "Id of the deliverable."]
-- ["milestone_source", "milestone", "TEXT", "The milestone's id within its deliverable; empty for a deliverable that is tracked as one."]
-- ["milestone_source", "position", "INTEGER", "Its place in the order of the file, from 0."]
-- ["milestone_source", "source", "TEXT", "Ids of the sources that say so."]
-- ["indicator", "", "table", "Something counted: where it started, where it should be, where it is."]
-- ["indicator", "roadmap", "TEXT", "Id of the roadmap."]
-- ["indicator", "deliverable", "TEXT", "Id of the deliverable."]
-- ["indicator", "id", "TEXT", "Its id."]
-- ["indicator", "position", "INTEGER", "Its place in the order of the file, from 0."]
-- ["indicator", "title", "TEXT", "What is counted."]
-- ["indicator", "unit", "TEXT", "The unit, such as people."]
-- ["indicator", "baseline_value", "REAL", "The value before the work began: the value, in the indicator's unit."]
-- ["indicator", "baseline_on", "TEXT", "The value before the work began: when it was, or is to be, so."]
-- ["indicator", "baseline_on_first", "TEXT", "The first day of baseline_on, in ISO 8601."]
-- ["indicator", "baseline_on_last", "TEXT", "The last day of baseline_on, in ISO 8601."]
-- ["indicator", "target_value", "REAL", "The value to reach, and by when: the value, in the indicator's unit."]
-- ["indicator", "target_on", "TEXT", "The value to reach, and by when: when it was, or is to be, so."]
-- ["indicator", "target_on_first", "TEXT", "The first day of target_on, in ISO 8601."]
-- ["indicator", "target_on_last", "TEXT", "The last day of target_on, in ISO 8601."]
-- ["indicator", "notes", "TEXT", "Anything worth knowing, in words."]
-- ["indicator_actual", "", "table", "Values measured, in the order of time."]
-- ["indicator_actual", "roadmap", "TEXT", "Id of the roadmap."]
-- ["indicator_actual", "deliverable", "TEXT", "Id of the deliverable."]
-- ["indicator_actual", "indicator", "TEXT", "Id of the indicator."]
-- ["indicator_actual", "position", "INTEGER", "Its place in the order of the file, from 0."]
-- ["indicator_actual", "value", "REAL", "The value, in the indicator's unit."]
-- ["indicator_actual", "on", "TEXT", "When it was, or is to be, so."]
-- ["indicator_actual", "on_first", "TEXT", "The first day of on, in ISO 8601."]
-- ["indicator_actual", "on_last", "TEXT", "The last day of on, in ISO 8601."]
-- ["roadmap_countries", "", "table", "The countries that roadmaps concern, directly or by a region."]
-- ["roadmap_countries", "roadmap", "TEXT", "Id of the roadmap."]
-- ["roadmap_countries", "country", "TEXT", "Id of the country."]
-- ["roadmap_regions", "", "table", "The regions that roadmaps concern, directly or by a country."]
-- ["roadmap_regions", "roadmap", "TEXT", "Id of the roadmap."]
-- ["roadmap_regions", "region", "TEXT", "Ids of the regions concerned."]
-- ["roadmap_areas", "", "table", "The focus areas of roadmaps."]
-- ["roadmap_areas", "roadmap", "TEXT", "Id of the roadmap."]
-- ["roadmap_areas", "area", "TEXT", "Id of the area."]
-- ["roadmap_areas", "role", "TEXT", "focus, or cross-cutting."]
-- ["as_of", "", "table", "The day that everything is judged by: one row."]
-- ["as_of", "day", "TEXT", "The day, in ISO 8601."]
-- ["as_of", "soon", "TEXT", "What is due up to this day is due soon."]
-- ["roadmap_stage", "", "table", "Computed over the day in as_of; the view roadmaps has it too."]
-- ["roadmap_stage", "roadmap", "TEXT", "Id of the roadmap."]
-- ["roadmap_stage", "stage", "TEXT", "active, preparation, ended, concluded, cancelled or undated."]
-- ["roadmap_stage", "ends", "TEXT", "When it ends: its period's end, or the latest that extensions set."]
-- ["roadmap_stage", "ends_last", "TEXT", "The last day of ends, in ISO 8601."]
-- ["roadmap_stage", "extended", "INTEGER", "Whether an extension set the end."]
-- ["milestone_status", "", "table", "Computed over the day in as_of; the view milestones has it too."]
-- ["milestone_status", "key", "INTEGER", "A number that joins tables; it may be another one tomorrow."]
-- ["milestone_status", "status", "TEXT", "overdue, at-risk, in-progress, planned, done or dropped."]
-- ["milestone_status", "why", "TEXT", "Why it is overdue or at risk."]
-- ["milestone_status", "deadline", "TEXT", "When it is due: its own date, or else its roadmap's end."]
-- ["milestone_status", "deadline_last", "TEXT", "The last day of deadline, in ISO 8601."]
-- ["roadmap_standing", "", "table", "Computed over the day in as_of; the view roadmaps has it too."]
-- ["roadmap_standing", "roadmap", "TEXT", "Id of the roadmap."]
-- ["roadmap_standing", "total", "INTEGER", "How many milestones it has."]
-- ["roadmap_standing", "dropped", "INTEGER", "How many of them were given up."]
-- ["roadmap_standing", "done", "INTEGER", "How many are done."]
-- ["roadmap_standing", "overdue", "INTEGER", "How many are overdue."]
-- ["roadmap_standing", "at_risk", "INTEGER", "How many are at risk."]
-- ["roadmap_standing", "in_progress", "INTEGER", "How many are in progress."]
-- ["roadmap_standing", "planned", "INTEGER", "How many are planned."]
-- ["roadmap_standing", "counted", "INTEGER", "How many there are without those dropped."]
-- ["roadmap_standing", "open", "INTEGER", "How many are neither done nor dropped."]
-- ["roadmap_standing", "open_with_deadline", "INTEGER", "How many of the open ones have a deadline."]
-- ["roadmap_standing", "progress", "REAL", "done divided by counted, from 0 to 1."]
-- ["roadmap_standing", "status", "TEXT", "The worst status of its open milestones, or done, or dropped."]
-- ["roadmap_standing", "rating", "TEXT", "complete, red, amber, green or none."]
-- ["roadmap_standing", "reason_for_rating", "TEXT", "The rating's reason, in words."]
-- ["roadmap_standing", "oldest_overdue", "TEXT", "The deadline that has been passed the longest."]
-- ["roadmap_standing", "oldest_overdue_last", "TEXT", "The last day of oldest_overdue, in ISO 8601."]
-- ["roadmap_standing", "next_deadline", "TEXT", "The first deadline still to come."]
-- ["roadmap_standing", "next_deadline_last", "TEXT", "The last day of next_deadline, in ISO 8601."]
-- ["deliverable_standing", "", "table", "Computed over the day in as_of; the view deliverables has it too."]
-- ["deliverable_standing", "roadmap", "TEXT", "Id of the roadmap."]
-- ["deliverable_standing", "deliverable", "TEXT", "Id of the deliverable."]
-- ["deliverable_standing", "total", "INTEGER", "How many milestones it has."]
-- ["deliverable_standing", "dropped", "INTEGER", "How many of them were given up."]
-- ["deliverable_standing", "done", "INTEGER", "How many are done."]
-- ["deliverable_standing", "overdue", "INTEGER", "How many are overdue."]
-- ["deliverable_standing", "at_risk", "INTEGER", "How many are at risk."]
-- ["deliverable_standing", "in_progress", "INTEGER", "How many are in progress."]
-- ["deliverable_standing", "planned", "INTEGER", "How many are planned."]
-- ["deliverable_standing", "counted", "INTEGER", "How many there are without those dropped."]
-- ["deliverable_standing", "open", "INTEGER", "How many are neither done nor dropped."]
-- ["deliverable_standing", "open_with_deadline", "INTEGER", "How many of the open ones have a deadline."]
-- ["deliverable_standing", "progress", "REAL", "done divided by counted, from 0 to 1."]
-- ["deliverable_standing", "status", "TEXT", "The worst status of its open milestones, or done, or dropped."]
-- ["deliverable_standing", "rating", "TEXT", "complete, red, amber, green or none."]
-- ["deliverable_standing", "reason_for_rating", "TEXT", "The rating's reason, in words."]
-- ["deliverable_standing", "oldest_overdue", "TEXT", "The deadline that has been passed the longest."]
-- ["deliverable_standing", "oldest_overdue_last", "TEXT", "The last day of oldest_overdue, in ISO 8601."]
-- ["deliverable_standing", "next_deadline", "TEXT", "The first deadline still to come."]
-- ["deliverable_standing", "next_deadline_last", "TEXT", "The last day of next_deadline, in ISO 8601."]
-- ["roadmap_news", "", "table", "The newest thing that has happened in a roadmap, or was reported on it, by the reporting date."]
-- ["roadmap_news", "roadmap", "TEXT", "Id of the roadmap."]
-- ["roadmap_news", "date", "TEXT", "When, as written."]
-- ["roadmap_news", "last", "TEXT", "The last day on which it can have been."]
-- ["about", "", "table", "What this file holds: a row a fact."]
-- ["about", "name", "TEXT", "Which fact."]
-- ["about", "value", "TEXT", "The fact, in words."]
-- ["dictionary", "", "table", "What the tables, the views and their columns mean."]
-- ["dictionary", "table_name", "TEXT", "A table or view."]
-- ["dictionary", "column_name", "TEXT", "One of its columns; empty for the table itself."]
-- ["dictionary", "type", "TEXT", "The column's type."]
-- ["dictionary", "meaning", "TEXT", "What it holds."]

CREATE VIEW roadmap_listed AS
-- The countries of each roadmap as a list, in the order of the framework.
SELECT roadmap, group_concat(country, ', ') AS countries FROM (
    SELECT l.roadmap, l.country FROM roadmap_countries l JOIN country c ON c.id = l.country
    ORDER BY l.roadmap, c.position
) GROUP BY roadmap;

CREATE VIEW milestones AS
-- Every milestone, and every deliverable that is tracked as one, with its status on the reporting date.
--   path: Its address, ROADMAP/DELIVERABLE/MILESTONE
--   deliverable_position: Its deliverable's place in the order of the file, from 0.
--   deliverable_title: What its deliverable is to bring about.
--   area: Id of its deliverable's focus area.
--   status: overdue, at-risk, in-progress, planned, done or dropped.
--   why: Why it is overdue or at risk.
--   deadline: When it is due: its own date, or else its roadmap's end.
SELECT m.roadmap || '/' || m.deliverable || CASE m.id WHEN '' THEN '' ELSE '/' || m.id END AS path,
    m.key, m.roadmap, m.deliverable, m.id AS milestone, m.position, d.position AS deliverable_position,
    m.title, d.title AS deliverable_title, d.focus_area AS area, m.activity,
    coalesce(m.owner, (SELECT owner FROM deliverable WHERE roadmap = m.roadmap AND id = m.deliverable)) AS owner,
    coalesce(m.responsible, (SELECT responsible FROM deliverable WHERE roadmap = m.roadmap AND id = m.deliverable))
        AS responsible,
    s.status, s.why, s.deadline, s.deadline_last, m.due, m.due_first, m.due_last,
    m.expected, m.expected_first, m.expected_last, m.started, m.started_first, m.started_last,
    m.done, m.done_first, m.done_last, m.dropped, m.dropped_first, m.dropped_last, m.reason, m.notes
FROM milestone_status s JOIN milestone m USING (key)
    LEFT JOIN deliverable d ON d.roadmap = m.roadmap AND d.id = m.deliverable;

CREATE VIEW deliverables AS
-- Every deliverable, with how its milestones stand on the reporting date.
--   path: Its address, ROADMAP/DELIVERABLE
--   area: Id of its focus area.
--   total: How many milestones it has.
--   dropped: How many of them were given up.
--   done: How many are done.
--   overdue: How many are overdue.
--   at_risk: How many are at risk.
--   in_progress: How many are in progress.
--   planned: How many are planned.
--   counted: How many there are without those dropped.
--   open: How many are neither done nor dropped.
--   open_with_deadline: How many of the open ones have a deadline.
--   progress: done divided by counted, from 0 to 1.
--   status: The worst status of its open milestones, or done, or dropped.
--   rating: complete, red, amber, green or none.
--   reason_for_rating: The rating's reason, in words.
--   oldest_overdue: The deadline that has been passed the longest.
--   next_deadline: The first deadline still to come.
SELECT d.roadmap || '/' || d.id AS path, d.position, d.title, d.focus_area AS area, d.activity, d.owner,
    d.responsible, d.notes, s.*
FROM deliverable_standing s JOIN deliverable d ON d.roadmap = s.roadmap AND d.id = s.deliverable;

CREATE VIEW roadmaps AS
-- Every roadmap, with its stage and how its milestones stand on the reporting date.
--   countries: Codes of the countries it concerns, separated by commas; roadmap_countries has a row each.
--   stage: active, preparation, ended, concluded, cancelled or undated.
--   starts: When it starts: its period's start, or else when the work began.
--   ends: When it ends: its period's end, or the latest that extensions set.
--   extended: Whether an extension set the end.
--   total: How many milestones it has.
--   dropped: How many of them were given up.
--   done: How many are done.
--   overdue: How many are overdue.
--   at_risk: How many are at risk.
--   in_progress: How many are in progress.
--   planned: How many are planned.
--   counted: How many there are without those dropped.
--   open: How many are neither done nor dropped.
--   progress: done divided by counted, from 0 to 1.
--   status: The worst status of its open milestones, or done, or dropped.
--   rating: complete, red, amber, green or none.
--   reason_for_rating: The rating's reason, in words.
--   next_deadline: The first deadline still to come.
SELECT r.*, w.countries, g.stage, coalesce(r.period_start, r.started) AS starts,
    CASE WHEN r.period_start IS NULL THEN r.started_first ELSE r.period_start_first END AS starts_first,
    coalesce(r.period_start_last, r.started_last) AS starts_last,
    g.ends, g.ends_last, g.extended,
    coalesce(s.total, 0) AS total, coalesce(s.dropped, 0) AS dropped, coalesce(s.done, 0) AS done,
    coalesce(s.overdue, 0) AS overdue, coalesce(s.at_risk, 0) AS at_risk,
    coalesce(s.in_progress, 0) AS in_progress, coalesce(s.planned, 0) AS planned,
    coalesce(s.counted, 0) AS counted, coalesce(s.open, 0) AS open, s.progress, s.status,
    coalesce(s.rating, 'none') AS rating, coalesce(s.reason_for_rating, 'no milestones') AS reason_for_rating,
    s.next_deadline, s.next_deadline_last
FROM roadmap r JOIN roadmap_stage g ON g.roadmap = r.id LEFT JOIN roadmap_listed w ON w.roadmap = r.id
    LEFT JOIN roadmap_standing s ON s.roadmap = r.id;

CREATE VIEW roadmap_aims AS
-- The aims that roadmaps serve, as far as the framework knows them.
SELECT roadmap, aim FROM roadmap_aim;

CREATE VIEW roadmap_partners AS
-- The organisations that take part in roadmaps, as far as the framework knows them, and as what.
SELECT roadmap, partner, role FROM roadmap_partner;

CREATE VIEW roadmap_predecessors AS
-- Which roadmap follows which, of those that are there.
--   predecessor: Id of the roadmap before.
SELECT l.roadmap, l.follows AS predecessor FROM roadmap_follows l JOIN roadmap r ON r.id = l.follows;
