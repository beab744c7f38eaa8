using LocalVoice.Server.Http.Serving;
using LocalVoice.Server.Protocol;
using Microsoft.Extensions.AI;

namespace LocalVoice.Server.Http.Generation;

/// <summary>Reads the fields that both text APIs have for limits and sampling. Engines honour what they can.</summary>
internal static class SamplingFields
{
    private const int MostTokens = 1_000_000;

    /// <param name="limit">The field of the most tokens; absent for the engine's own limit.</param>
    /// <exception cref="ProtocolException">A field is of another type or out of range.</exception>
    public static ChatOptions Read(EventField body, EventField limit) =>
        new()
        {
            MaxOutputTokens = limit.IsAbsent ? null : limit.Integer(1, MostTokens),
            Temperature = NumberOf(body["temperature"], 0, 2),
            TopP = NumberOf(body["top_p"], 0, 1),
            FrequencyPenalty = NumberOf(body["frequency_penalty"], -2, 2),
            PresencePenalty = NumberOf(body["presence_penalty"], -2, 2),
            Seed = body["seed"].IsAbsent ? null : body["seed"].Integer64(long.MinValue),
        };

    /// <summary>Refuses a field whose value is another than those that mean nothing.</summary>
    /// <exception cref="ApiException">It has another.</exception>
    public static void Refuse(EventField field, string why, params ReadOnlySpan<string> harmless)
    {
        if (!field.IsAbsent && !harmless.Contains(field.Element.GetRawText().Trim('"')))
        {
            throw ApiException.Unsupported(field.Path, why);
        }
    }

    private static float? NumberOf(EventField field, double least, double most) =>
        field.IsAbsent ? null : (float)field.Number(least, most, 0);
}
