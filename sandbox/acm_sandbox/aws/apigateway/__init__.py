"""Amazon API Gateway, REST APIs; the custom domain names here are those of its other APIs too."""
