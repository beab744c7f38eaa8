namespace LocalVoice.Engines.OpenAI.Http;

/// <summary>How a service is reached.</summary>
/// <param name="ConnectTimeout">From the request until its body goes out.</param>
/// <param name="Retries">0 or 1.</param>
internal sealed record ConnectionOptions(TimeSpan ConnectTimeout, int Retries);
