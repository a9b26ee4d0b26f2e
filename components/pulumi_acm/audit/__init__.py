"""Will every certificate still be there in a year? What AWS has, what will renew, what is wrong."""
