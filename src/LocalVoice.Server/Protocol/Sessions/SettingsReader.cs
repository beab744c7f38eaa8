using System.Text.Json;
using LocalVoice.Chat;
using LocalVoice.Core.Conversation;
using LocalVoice.Core.Sessions;
using LocalVoice.Server.Configuration;
using LocalVoice.Speech;
using LocalVoice.Tools;

namespace LocalVoice.Server.Protocol.Sessions;

/// <summary>Converts the session object to settings. Models, tracing and noise reduction are only echoed.</summary>
/// <param name="limits">Of the instructions.</param>
/// <param name="language">The session's language unless the client overrides it.</param>
internal sealed class SettingsReader(SessionProfile profile, Framing framing, ConversationOptions limits, string language)
{
    /// <summary>The wire name of the synthesizer's default voice, where clients expect a string.</summary>
    public const string DefaultVoice = "default";

    /// <exception cref="ProtocolException">A field has the wrong type or value.</exception>
    public SessionSettings Read(EventField session)
    {
        RequireEchoed(session);
        var input = session["audio"]["input"];
        var output = session["audio"]["output"];
        var extensions = session[SessionDocument.ExtensionsField];
        var voice = output["voice"].Text(FieldLimits.Voice);
        var (inputFormat, outputFormat) = (AudioFormats.Read(input["format"], framing), AudioFormats.Read(output["format"], framing));
        var isCall = framing == Framing.Call;
        return new SessionSettings
        {
            InputFormat = isCall ? AudioFormats.CallInput : inputFormat,
            OutputFormat = isCall ? AudioFormats.CallOutput : outputFormat,
            Language = Language(session),
            Instructions = session["instructions"].Text(TextLimit.OfInstructions(limits)),
            Greeting = profile.Greeting,
            Filler = profile.Filler,
            Tools = ToolsReader.Read(session, ToolSet.Empty, profile.ToolServers),
            Voice = voice == DefaultVoice ? null : voice,
            Speed = output["speed"].Number(0.25, 4, absent: 1),
            Stages = ReadStages(extensions["stages"]),
            TurnDetection = ReadTurnDetection(session),
            Transcribe = ReadTranscription(input["transcription"]),
            Speak = OutputModalities.Speak(session["output_modalities"]) ?? true,
            Truncation = TruncationReader.Read(session["truncation"]),
            MaxOutputTokens = TokenLimit.Read(session["max_output_tokens"]),
            Vocabulary = extensions.IsAbsent ? profile.Vocabulary : [.. extensions["vocabulary"].Items().Select(term => term.Text())],
            Pipeline = ReadPipeline(extensions["pipeline"]),
            Speculate = extensions["speculate"].Flag(absent: profile.Speculate),
            Extensions = framing != Framing.Realtime,
        };
    }

    /// <summary>Stock clients set the language in the transcription settings; ours on the session.</summary>
    public string Language(EventField session)
    {
        var transcription = session["audio"]["input"]["transcription"];
        var extensions = session[SessionDocument.ExtensionsField];
        if (!extensions.IsAbsent)
        {
            return ReadLanguage(extensions["language"]) ?? language;
        }

        var wanted = ReadLanguage(transcription["language"]) ?? LanguageOf(transcription["languages"]);
        return wanted is not null && profile.Allowed.HasFlag(SessionOverrides.Language) ? wanted : language;
    }

    /// <summary>One is spoken; of several any may be.</summary>
    private static string? LanguageOf(EventField languages)
    {
        string[] wanted = [.. languages.Items().Select(ReadLanguage).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)];
        return wanted is [var one] ? one
            : wanted.Length == 0 ? null
            : LanguageTag.Detected;
    }

    private static string? ReadLanguage(EventField field) =>
        field.TextOrNull() is not { Length: > 0 } wanted
            ? null
            : LanguageCode.Read(wanted) ?? throw field.Invalid($"Expected {LanguageCode.Expected}.");

    public static bool IsTranscriptionOnly(EventField session)
    {
        var type = session["type"];
        return type.Text() switch
        {
            SessionTypes.Realtime => false,
            SessionTypes.Transcription => true,
            _ => throw type.NotOneOf(SessionTypes.Realtime, SessionTypes.Transcription),
        };
    }

    private static TurnDetection ReadTurnDetection(EventField session)
    {
        var detection = TurnDetectionDocument.Read(session["audio"]["input"]["turn_detection"]);
        return IsTranscriptionOnly(session) ? detection with { CreateResponse = false } : detection;
    }

    private static bool ReadTranscription(EventField transcription)
    {
        transcription["model"].TextOrNull();
        return !transcription.IsAbsent;
    }

    private StageNames ReadStages(EventField stages) =>
        new(
            ReadStage(stages["stt"], profile.Stages.Stt, nameof(StageOptions.Stt)),
            ReadStage(stages["llm"], profile.Stages.Llm, nameof(StageOptions.Llm)),
            ReadStage(stages["tts"], profile.Stages.Tts, nameof(StageOptions.Tts))
        );

    /// <summary>The profile's own, or one that is offered: not another profile's, nor one that only stands in for another.</summary>
    private string ReadStage(EventField field, string own, string stage)
    {
        string[] known = [own, .. profile.Offered[stage]];
        return field.TextOrNull() is not { } wanted
            ? own
            : Array.Find(known, name => name.Equals(wanted, StringComparison.OrdinalIgnoreCase))
                ?? throw field.NotOneOf(known.Distinct(StringComparer.OrdinalIgnoreCase));
    }

    private PipelineMode ReadPipeline(EventField field) =>
        field.IsAbsent
            ? profile.Pipeline
            : EnumNames.Parse<PipelineMode>(field.Text()) ?? throw field.NotOneOf(Enum.GetValues<PipelineMode>().Select(EnumNames.Name));

    /// <summary>What is only echoed has the type that clients read.</summary>
    private static void RequireEchoed(EventField session)
    {
        session["include"].Items();
        session["model"].TextOrNull();
        foreach (var field in (EventField[])[session["prompt"], session["reasoning"], session["audio"]["input"]["noise_reduction"]])
        {
            field.Properties();
        }

        foreach (var field in (EventField[])[session["tracing"], session["truncation"]])
        {
            if (!field.IsAbsent && !field.IsString && field.Element.ValueKind != JsonValueKind.Object)
            {
                throw field.WrongType("a string or an object");
            }
        }
    }
}
