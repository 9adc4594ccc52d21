"""A small library of drawn pictures for `mmdesk try`: scenes, what is written on them, searches."""
