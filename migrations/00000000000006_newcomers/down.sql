drop index people_newest;
