drop index events_of_note;
