"""Reading: campaigns, the open survey of a service, counts, exports."""
