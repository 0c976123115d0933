/// The constants of the method, with the values that were chosen on tuning companies.
///
/// Docs: the forecast's text of method. Every number that a formula of this module reads stands
/// here, so that a person can see what was assumed before anything was learnt.
package struct ForecastMethod: Sendable, Hashable {
  /// Days after which an observation counts half.
  package var halfLife = 540.0
  /// Days after which a created deal counts half for the rate of arrivals.
  package var arrivalHalfLife = 45.0
  /// Chance a day to be won, lost or moved that is assumed before anything was seen.
  package var baseWon = 0.006
  package var baseLost = 0.008
  package var baseMove = 0.03
  /// Weight of the company's rate in a stage's, and of the bin before in a bin's, in exits.
  package var stageEvidence = 2.0
  package var binEvidence = 1.5
  /// What an older bin's prior rate keeps of the bin before it, from the sixth bin on.
  package var decay = 0.6
  /// Prior sd of the logarithm of a month's and of a week's factor on the rates; 0 leaves it out.
  ///
  /// Measured: 0.30 a week gained 9% on large tuning companies and cost 1% on small ones; half of
  /// it keeps most of the gain for a third of the cost. Months added nothing.
  package var monthFactorSpread = 0.0
  package var weekFactorSpread = 0.15
  /// How often rates and factors are refitted in turn.
  package var factorRounds = 6
  /// Prior sd of a log-odds term, by factor in the order of `Factor`; 0 leaves the factor out.
  package var termSpread: [Double] = [0.15, 0.15, 0.15, 0.20, 0.12, 0.40, 0.18, 0.25, 0.40]
  /// Parts of the period that the stage and the due factor tell apart.
  package var phases = 3
  /// Every how many weekly as-of days one teaches.
  package var lessonEvery = 3
  package var interceptSpread = 0.3
  package var rowWeight = 0.9
  package var newtonRounds = 12
  /// Training rows that eight periods may have; beyond it every k-th deal is kept with k times the
  /// weight.
  package var rowLimit = 24_000
  /// Rounds end early when no term moved by more than this.
  package var newtonPrecision = 1e-6
  /// Deals whose rho is 1 that are added to a stage's and to the company's realisation.
  package var realisationEvidence = 5.0
  /// Prior sd of the logarithm of actual over predicted, of the open and the new term; 0 leaves
  /// the correction out.
  ///
  /// Measured: correcting the open term gained nothing, as layer two is fitted to the same rows;
  /// correcting the new term gained 7% on large tuning companies and cost nothing on small ones.
  package var openBiasSpread = 0.0
  package var newBiasSpread = 0.30
  package var biasNoise = 0.20
  /// Back-tested periods below which an error cannot be told from luck, and nothing is corrected.
  package var periodsForCorrection = 3
  /// Width of the kernel over the share of the period that is left.
  package var kernelWidth = 0.20
  /// Periods after which a back-tested period counts half.
  package var periodHalfLife = 4.0
  /// Prior systematic error of the pipeline estimate and of pace, relative, and its weight in
  /// periods; `blends` false leaves pace out.
  ///
  /// Measured: companies that grow land above their pace, and the blend made tuning companies 4%
  /// worse, large ones 70%, and the real loan funnel 40%. Pace stays as the line to compare with.
  package var blends = false
  package var pipelineErrorSpread = 0.12
  package var paceErrorSpread = 0.30
  package var blendEvidence = 2.0
  package var largestBlendFactor = 2.0
  /// Prior relative error of what was published, and its weight in periods.
  package var errorSpread = 0.17
  package var errorEvidence = 3.0
  package var errorClip = 1.5
  /// Extra relative error of a part of the company that holds none of its mean.
  package var partSpread = 0.25
  /// Periods that pace looks back.
  package var paceWindow = 4
  /// Weight of the gamma's own chance in the confidence, in periods.
  package var confidenceEvidence = 5.0
  package var confidenceQuality = 0.45
  /// What is needed before a number is given.
  package var winsForForecast = 10
  package var winsForConfidence = 30
  package var periodsForConfidence = 2
  /// Days of creations by which the new term is shared out.
  package var sharingDays = 182

  package init() {}

  /// Whether the rates have factors by month and week of the period.
  var usesWeekFactors: Bool { weekFactorSpread > 0 || monthFactorSpread > 0 }

  package static let standard = ForecastMethod()
}
