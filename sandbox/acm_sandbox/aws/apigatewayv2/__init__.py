"""Amazon API Gateway, HTTP and WebSocket APIs; their custom domain names are in `apigateway`."""
