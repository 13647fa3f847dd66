-- What a space is recognized by when it has no picture. A short closed list: never the colour of the outside.
alter table spaces add column colour text check (colour in ('moss', 'lagoon', 'sky', 'violet', 'plum', 'stone'));
