namespace LocalVoice.Cli.SelfTest;

/// <summary>What <c>selftest --json</c> writes.</summary>
internal sealed record SelfTestDocument(bool Ok, IReadOnlyList<SelfTestTurn> Turns);

/// <param name="V2vMs">Voice to voice; null without an answer.</param>
/// <param name="Stages">Shares of <paramref name="V2vMs"/>.</param>
/// <param name="Problem">What is not as it should be, or null.</param>
internal sealed record SelfTestTurn(
    string Lang,
    string Said,
    string Heard,
    string Answered,
    double? V2vMs,
    IReadOnlyDictionary<string, double> Stages,
    string? Problem
);
