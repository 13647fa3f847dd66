drop table follows;
