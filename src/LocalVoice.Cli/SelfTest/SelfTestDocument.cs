namespace LocalVoice.Cli.SelfTest;

/// <summary>The document of <c>selftest --json</c>.</summary>
internal sealed record SelfTestDocument(bool Ok, IReadOnlyList<SelfTestTurn> Turns);

/// <param name="V2vMs">Voice to voice; null without a response.</param>
/// <param name="Stages">Shares of <paramref name="V2vMs"/>.</param>
/// <param name="Problem">What failed, or null.</param>
internal sealed record SelfTestTurn(
    string Lang,
    string Said,
    string Heard,
    string Answered,
    double? V2vMs,
    IReadOnlyDictionary<string, double> Stages,
    string? Problem
);
