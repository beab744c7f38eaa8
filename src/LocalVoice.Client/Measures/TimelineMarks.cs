using System.Text.Json;
using LocalVoice.Core.Sessions;

namespace LocalVoice.Client.Measures;

/// <summary>Reads the marks of a <c>localvoice.turn.timeline</c> event: milliseconds from the last voiced sample, by name.</summary>
public static class TimelineMarks
{
    /// <summary>Unknown marks of later versions are skipped.</summary>
    public static IReadOnlyDictionary<TurnMark, TimeSpan> Read(JsonElement timeline)
    {
        var marks = new SortedDictionary<TurnMark, TimeSpan>();
        if (timeline.TryGetProperty("marks_ms", out var written))
        {
            foreach (var mark in written.EnumerateObject())
            {
                if (
                    mark.Value.ValueKind == JsonValueKind.Number
                    && Enum.TryParse<TurnMark>(mark.Name.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var name)
                )
                {
                    marks[name] = TimeSpan.FromMilliseconds(mark.Value.GetDouble());
                }
            }
        }

        return marks;
    }
}
