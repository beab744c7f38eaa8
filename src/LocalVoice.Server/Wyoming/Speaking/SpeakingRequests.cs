using LocalVoice.Core.Reading;
using LocalVoice.Core.Text;
using LocalVoice.Server.Http.Serving;
using LocalVoice.Server.Http.Speech;
using LocalVoice.Server.Protocol;
using LocalVoice.Server.Wyoming.Serving;

namespace LocalVoice.Server.Wyoming.Speaking;

/// <summary>Reads texts aloud, normalised as an agent's words are. Thread-safe.</summary>
internal sealed class SpeakingRequests(StageEngines engines, StageSlots slots, RequestDoor door, IServiceProvider services)
{
    /// <summary>Says a whole text. One without anything to pronounce is speech without a sample.</summary>
    /// <param name="data">Of <c>synthesize</c>.</param>
    /// <exception cref="ProtocolException">A field is wrong, or the server takes no more.</exception>
    public async Task SpeakAsync(EventField data, SpeechSender sender, CancellationToken cancellationToken)
    {
        RequirePlain(data);
        var text = data["text"].Text(SpeechRequest.LongestInput);
        using var request = door.Enter();
        var choice = VoiceChoice.Of(data["voice"], engines);
        var speech = Reading().SpeakAsync(Slotted(choice), choice.Request(text), cancellationToken);
        await sender.SendAsync(speech, choice.Synthesizer.SampleRateHz, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Begins a text that is still being written.</summary>
    /// <param name="data">Of <c>synthesize-start</c>.</param>
    /// <exception cref="ProtocolException">A field is wrong, or the server takes no more.</exception>
    public WrittenText Begin(EventField data, SpeechSender sender, CancellationToken cancellationToken)
    {
        RequirePlain(data);
        var request = door.Enter();
        try
        {
            var choice = VoiceChoice.Of(data["voice"], engines);
            return new(
                (parts, end) =>
                    sender.SendAsync(
                        Reading().SpeakAsync(Slotted(choice), choice.Request(""), parts, end),
                        choice.Synthesizer.SampleRateHz,
                        end
                    ),
                request,
                cancellationToken
            );
        }
        catch
        {
            request.Dispose();
            throw;
        }
    }

    private SlottedSynthesizer Slotted(VoiceChoice choice) => new(choice.Synthesizer, slots);

    private ReadAloud Reading() => new(services.GetRequiredService<SpokenTextPreparations>());

    private static void RequirePlain(EventField data)
    {
        const string Plain = "text";
        if ((data["text_format"].TextOrNull() ?? Plain) != Plain)
        {
            throw data["text_format"].NotOneOf(Plain);
        }
    }
}
