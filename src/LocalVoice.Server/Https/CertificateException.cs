namespace LocalVoice.Server.Https;

/// <summary>A configured certificate cannot be used.</summary>
/// <param name="message">Names the setting, what is wrong and what to do; never a password.</param>
internal sealed class CertificateException(string message) : Exception(message);
