drop table usage_reservations, usage_counters, subscription_events, subscriptions, plans;
