DROP INDEX people_created;
DROP INDEX rooms_figures;
DROP INDEX meetings_edition;
DROP INDEX interests_edition;
