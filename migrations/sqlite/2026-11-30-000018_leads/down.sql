DROP TABLE lead_tags;
DROP TABLE leads;
DROP TABLE card_rules;
DROP TABLE document_downloads;
DROP TABLE visits;
DROP TABLE booth_documents;
