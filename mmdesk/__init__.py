"""mmdesk: find your own photos, sounds and videos, on your own machine."""
