drop table suppressions;
drop table bounces;
