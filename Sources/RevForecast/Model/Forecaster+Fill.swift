import RevBase
package import RevMetrics

extension Forecaster {
  /// Writes the forecast's numbers into a readout: values, or why there are none.
  package func fill(_ readout: inout Readout, _ context: AnswerContext) {
    fill(&readout, context, forecast(context))
  }

  /// The same with a forecast that was made for the context already.
  package func fill(_ readout: inout Readout, _ context: AnswerContext, _ forecast: Forecast) {
    switch forecast.outlook {
    case .range(let landing):
      readout[.forecastP10] = Measure(.estimate(landing.p10))
      readout[.forecastP50] = Measure(.estimate(landing.p50))
      readout[.forecastP90] = Measure(.estimate(landing.p90))
    case .finished:
      for id in [MetricID.forecastP10, .forecastP50, .forecastP90] {
        readout[id] = Measure(.money(forecast.won))
      }
    case .unknown(let reason):
      for id in [MetricID.forecastP10, .forecastP50, .forecastP90] {
        readout[id] = .undefined(reason)
      }
    }
    readout[.forecastAttainProbability] = chance(readout, context, forecast)
    readout[.forecastConfidence] =
      forecast.confidence.value.map { Measure(.real($0)) }
      ?? .undefined(forecast.confidence.reason ?? "")
    readout[.forecastAccuracy] =
      forecast.accuracy.value.map { Measure(.real($0)) }
      ?? .undefined(forecast.accuracy.reason ?? "")
  }

  /// The chance to reach the quota of the question.
  private func chance(_ readout: Readout, _ context: AnswerContext, _ forecast: Forecast)
    -> Measure
  {
    let quota =
      readout.has(.bookingsQuota)
      ? readout[.bookingsQuota]
      : MetricCatalog.definition(.bookingsQuota)?.measure(Facts(context)) ?? .undefined("no quota")
    guard let target = quota.value?.money else { return .undefined(quota.reason ?? "no quota") }
    switch forecast.outlook {
    case .range(let landing):
      return Measure(.real(landing.chance(toReach: target.units)))
    case .finished:
      return Measure(.real(forecast.won >= target ? 1 : 0))
    case .unknown(let reason):
      return .undefined(reason)
    }
  }
}
