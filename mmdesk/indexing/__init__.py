"""From folders to a filled catalogue: scan, watch, plan, and the pipeline that does the jobs."""
