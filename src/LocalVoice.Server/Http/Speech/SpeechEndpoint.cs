using LocalVoice.Core.Reading;
using LocalVoice.Core.Text;
using LocalVoice.Server.Configuration;
using LocalVoice.Server.Http.Serving;
using LocalVoice.Server.Http.Speech.Compressed;
using LocalVoice.Server.Protocol;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Http.Speech;

/// <summary><c>POST /v1/audio/speech</c>: reads a text aloud, streamed as it is synthesised.</summary>
internal sealed class SpeechEndpoint(
    StageEngines engines,
    StageSlots slots,
    CompressedSpeech compressed,
    ApiFailures failures,
    IServiceProvider services,
    IOptions<LocalVoiceOptions> options
) : IStageEndpoint
{
    public async Task HandleAsync(HttpContext context)
    {
        var request = SpeechRequest.Read(await JsonBody.ReadAsync(context, options.Value.Http));
        using var slot = await slots.SpeechAsync(context.RequestAborted);
        var (wanted, synthesizer) = request.For(engines);
        var reading = new ReadAloud(services.GetRequiredService<SpokenTextPreparations>());
        if (!reading.Pronounces(wanted))
        {
            throw new ProtocolException("invalid_value", "Invalid value for 'input'. It has no words.", "input");
        }

        var encoder = request.NewEncoder();
        var pace = context.Features.GetRequiredFeature<PacedResponseBody>();
        var chunks = reading
            .SpeakAsync(synthesizer, wanted, context.RequestAborted)
            .Select(chunk =>
            {
                pace.AllowPlaying(TimeSpan.FromSeconds((double)chunk.Samples.Length / synthesizer.SampleRateHz));
                return chunk;
            });
        var parts = EncodedSpeech.OfAsync(chunks, synthesizer.SampleRateHz, encoder, context.RequestAborted);
        var mediaType = encoder.MediaType;
        if (request.Compression is { } format)
        {
            (parts, mediaType) = (compressed.EncodeAsync(format, parts, context.RequestAborted), format.MediaType);
        }

        await (request.AsEvents ? SendEventsAsync(context, request.Input, parts) : SendAsync(context, mediaType, parts));
    }

    private static async Task SendAsync(HttpContext context, string mediaType, IAsyncEnumerable<byte[]> parts)
    {
        context.Response.Headers.CacheControl = "no-store";
        await foreach (var part in parts)
        {
            // The response begins with the first part: what fails before has a status of its own.
            Begin();
            await context.Response.Body.WriteAsync(part, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }

        Begin();

        void Begin()
        {
            if (!context.Response.HasStarted)
            {
                context.Response.ContentType = mediaType;
            }
        }
    }

    private Task SendEventsAsync(HttpContext context, string input, IAsyncEnumerable<byte[]> parts)
    {
        var events = new ServerSentEvents(context, failures);
        return events.RunAsync(async () =>
        {
            await foreach (var part in parts)
            {
                await events.SendAsync(new { type = "speech.audio.delta", audio = Convert.ToBase64String(part) });
            }

            // No model here counts tokens: the words are.
            var words = input.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
            await events.SendAsync(
                new
                {
                    type = "speech.audio.done",
                    usage = new
                    {
                        input_tokens = words,
                        output_tokens = 0,
                        total_tokens = words,
                    },
                }
            );
        });
    }
}
