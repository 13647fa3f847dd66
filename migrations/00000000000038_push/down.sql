drop table push_key, pushes, devices;
