using LocalVoice.Remote;
using LocalVoice.Testing.Fakes;

namespace LocalVoice.Engines.OpenAI.Tests.Wire;

/// <summary>Every request fails in the same way.</summary>
internal sealed class FailingConnections(Exception failure) : IOutboundConnections
{
    public HttpMessageHandler Handler { get; } = new FailingHandler(failure);

    public TimeSpan? RoundTrip(Uri address) => null;

    private sealed class FailingHandler(Exception failure) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromException<HttpResponseMessage>(failure);
    }
}

/// <summary>No connection ever opens.</summary>
internal sealed class EndlessConnections : IOutboundConnections, IDisposable
{
    private readonly EndlessHandler _handler = new();

    public Counter Begun => _handler.Begun;

    public HttpMessageHandler Handler => _handler;

    public TimeSpan? RoundTrip(Uri address) => null;

    public void Dispose() => _handler.Dispose();

    private sealed class EndlessHandler : HttpMessageHandler
    {
        public Counter Begun { get; } = new();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var never = new TaskCompletionSource<HttpResponseMessage>();
            Begun.Increment();
            return await never.Task.WaitAsync(cancellationToken);
        }
    }
}
