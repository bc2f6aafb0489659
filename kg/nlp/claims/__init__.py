"""From triggers to claims: arguments, status, attribution, places, periods and quantities of one document."""
