using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace LocalVoice.Simulation.Deepgram.Handshakes;

/// <summary>Reads a query as strictly as can be: a name that nothing asks for is an error, and so is one that comes twice.</summary>
/// <remarks>Everything throws <see cref="RejectedException"/>.</remarks>
internal sealed class QueryReader(IQueryCollection query)
{
    private readonly HashSet<string> _known = [];

    public string? Text(string name)
    {
        var all = Many(name);
        return all.Count switch
        {
            0 => null,
            1 => all[0],
            _ => throw new RejectedException(Rejection.Unreadable($"duplicate field `{name}`")),
        };
    }

    /// <summary>Of a parameter that may come several times; an empty one is refused.</summary>
    public IReadOnlyList<string> Many(string name)
    {
        _known.Add(name);
        string[] all = [.. query[name].Select(value => value ?? "")];
        return Array.IndexOf(all, "") < 0 ? all : throw Invalid(name, "");
    }

    public bool Flag(string name, bool otherwise = false) =>
        Text(name) switch
        {
            null => otherwise,
            "true" => true,
            "false" => false,
            { } value => throw Invalid(name, value),
        };

    /// <summary>Null where it is not given.</summary>
    public int? Whole(string name, int least, int most)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw Invalid(name, text);
    }

    /// <summary>Null where it is not given.</summary>
    public double? Number(string name, double least, double most)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        return
            double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            && value >= least
            && value <= most
            ? value
            : throw Invalid(name, text);
    }

    /// <summary>One of the values; null where it is not given.</summary>
    public string? Choice(string name, params IEnumerable<string> values) =>
        Text(name) is not { } text || values.Contains(text) ? Text(name) : throw Invalid(name, text);

    /// <summary>Called last.</summary>
    public void RefuseOthers()
    {
        if (query.Keys.FirstOrDefault(key => !_known.Contains(key)) is { } unknown)
        {
            throw new RejectedException(Rejection.Unreadable($"unknown field `{unknown}`"));
        }
    }

    public static RejectedException Invalid(string name, string value) => new(Rejection.InvalidValue(name, value));
}
