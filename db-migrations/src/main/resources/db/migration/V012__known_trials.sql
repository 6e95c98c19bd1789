-- trial_by_configuration: which points of a new sweep are known from older ones.
create index trial_by_configuration on trial (configuration_id, seed) where state = 'COMPLETED';
