using System.Globalization;

namespace LocalVoice.Bench.Engines.Candidates;

/// <summary>What a comparison says about this machine, one sentence per quantity.</summary>
public static class CandidateVerdict
{
    public static string Of(CandidateFigure figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        var best = figure.Models[0];
        if (figure.Lead is not { } lead)
        {
            return $"Only one {figure.Stage} model: {best.Model} ({figure.Measure}: {Number(best)} {figure.Unit}).";
        }

        var next = figure.Models[1];
        var ratio = lead.Ratio.ToString("0.00", CultureInfo.InvariantCulture);
        var against = $"{figure.Measure}: {ratio} × {next.Model}, {Number(best)} against {Number(next)} {figure.Unit}";
        return lead.IsClear
            ? $"Fastest here: {best.Model} ({against})."
            : $"No {figure.Stage} model is clearly the fastest here: {best.Model} ({against}; "
                + $"fewer than three quarters of {best.Values.Count} rounds agree).";
    }

    internal static string Number(CandidateValues model) => Number(model.Values.P50);

    internal static string Number(double? value) =>
        value switch
        {
            null => "–",
            >= 100 => value.Value.ToString("0", CultureInfo.InvariantCulture),
            _ => value.Value.ToString("0.0", CultureInfo.InvariantCulture),
        };
}
