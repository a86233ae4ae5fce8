/// The regimes that a scenario may name without declaring them; one line for each.
///
/// The states in which Ang and Timmermann 2012 ("Regime changes and financial markets") sort
/// returns, and two of liquidity; the sizes of the factors are this catalog's own.
public enum RegimeCatalog {
  public static var standard: [MarketRegime] {
    [
      MarketRegime(
        "calm", "little happens, and values hardly move",
        MarketConditions(activity: 0.6, volatility: 0.5)),
      MarketRegime(
        "volatile", "much happens, and values move two and a half times as far",
        MarketConditions(activity: 1.6, volatility: 2.5)),
      MarketRegime(
        "trending", "values drift upwards and are not pulled back",
        MarketConditions(activity: 1.2, reversion: 0, drift: 0.1)),
      MarketRegime(
        "mean_reverting", "values are pulled back ten times as fast",
        MarketConditions(reversion: 10)),
      MarketRegime(
        "illiquid", "few and small orders",
        MarketConditions(activity: 0.3, size: 0.3)),
      MarketRegime(
        "stressed", "many small orders while values move four times as far",
        MarketConditions(activity: 2.5, size: 0.5, volatility: 4)),
    ]
  }
}
