enum ReadinessMetrics { static let definitions: [MetricDefinition] = [] }
