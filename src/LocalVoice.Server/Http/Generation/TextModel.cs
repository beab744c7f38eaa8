using System.Threading.RateLimiting;
using LocalVoice.Server.Http.Serving;

namespace LocalVoice.Server.Http.Generation;

/// <summary>The language models that generate for both text APIs.</summary>
internal sealed class TextModel(StageEngines engines, StageSlots slots)
{
    public StageEngines Engines => engines;

    /// <summary>Waits until one more response may be generated; the lease is disposed when it is.</summary>
    public ValueTask<RateLimitLease> EnterAsync(CancellationToken cancellationToken) => slots.ChatAsync(cancellationToken);

    public TextResponse Respond(TextRequest request) => new(engines.Of(request.Profile).Chat, request);
}
