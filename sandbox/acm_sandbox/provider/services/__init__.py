"""What the modules of one AWS service share."""
