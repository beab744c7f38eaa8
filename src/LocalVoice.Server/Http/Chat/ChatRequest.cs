using LocalVoice.Server.Configuration;
using LocalVoice.Server.Http.Generation;
using LocalVoice.Server.Http.Serving;
using LocalVoice.Server.Protocol;
using Microsoft.Extensions.AI;

namespace LocalVoice.Server.Http.Chat;

/// <summary>A request for a chat completion.</summary>
/// <param name="WithUsage">Whether a stream ends with the usage.</param>
internal sealed record ChatRequest(TextRequest Text, bool IsStream, bool WithUsage)
{
    private const int MostStops = 4;
    private const int LongestStop = 256;

    private static readonly ToolFields Tools = new(nested: true);

    /// <exception cref="ProtocolException">A field is missing, of another type or out of range.</exception>
    /// <exception cref="ApiException">It asks for what this server cannot do.</exception>
    public static ChatRequest Read(EventField body, ProfileCatalog profiles)
    {
        RefuseUnsupported(body);
        var model = body["model"].TextOrNull(FieldLimits.Voice);
        var profile = profiles.Find(model);
        var messages = ChatMessages.Read(body["messages"]);
        if (
            !messages.Exists(message => message.Role == ChatRole.System) && profile.InstructionsFor(profile.Language) is { Length: > 0 } own
        )
        {
            messages.Insert(0, new(ChatRole.System, own));
        }

        var options = SamplingFields.Read(body, body[body["max_completion_tokens"].IsAbsent ? "max_tokens" : "max_completion_tokens"]);
        options.StopSequences = ReadStops(body["stop"]);
        var stream = body["stream"].Flag(absent: false);
        var withUsage = body["stream_options"]["include_usage"].Flag(absent: false);
        return new(new(model, profile, messages, options, Tools.Read(body)), stream, stream && withUsage);
    }

    private static void RefuseUnsupported(EventField body)
    {
        SamplingFields.Refuse(body["n"], "One choice is generated per request.", "1");
        SamplingFields.Refuse(body["logprobs"], "The language models of this server tell no probabilities.", "false");
        SamplingFields.Refuse(body["audio"], "Use /v1/audio/speech for the text, or /v1/realtime.");
        SamplingFields.Refuse(body["functions"], "Declare functions in 'tools'.", "[]");
        SamplingFields.Refuse(body["function_call"], "Use 'tool_choice'.");
        SamplingFields.Refuse(
            body["response_format"]["type"],
            "Text is generated; a schema is kept to in the arguments of 'tools' only.",
            "text"
        );
        if (body["modalities"].Items().Any(modality => modality.Text() != "text"))
        {
            throw ApiException.Unsupported("modalities", "Text is generated; use /v1/audio/speech to hear it, or /v1/realtime.");
        }
    }

    private static List<string> ReadStops(EventField stop)
    {
        List<string> stops = stop.IsString ? [stop.Text(LongestStop)] : [.. stop.Items().Select(one => one.Text(LongestStop))];
        return stops.Count <= MostStops ? stops : throw stop.Invalid($"Expected at most {MostStops} sequences, but got {stops.Count}.");
    }
}
