drop table saved_posts, poll_votes, poll_ballots, poll_options, polls, acknowledgements;
drop index posts_by_kind;
alter table posts drop column answer_id, drop column kind;
drop table reactions;
