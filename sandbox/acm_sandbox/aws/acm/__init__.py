"""AWS Certificate Manager: public certificates, validated by DNS."""
