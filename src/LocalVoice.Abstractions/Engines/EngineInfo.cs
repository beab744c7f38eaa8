namespace LocalVoice.Engines;

/// <summary>The engine of a stage, as named in reports and on the page.</summary>
/// <param name="Stage"><c>vad</c>, <c>stt</c>, <c>llm</c>, <c>tts</c> or <c>turn</c>.</param>
/// <param name="Name">The engine's name: <c>whisper</c>, <c>llama</c>, <c>piper</c>, <c>silero</c>, <c>deepgram</c> ….</param>
/// <param name="Model">The model's file or service name, without a path.</param>
/// <param name="Device">The device: <c>cpu</c>, <c>cuda:0</c>, <c>cloud</c>.</param>
/// <param name="Package">The package that runs the model, with its version: <c>Whisper.net 1.9.1</c>.</param>
public sealed record EngineInfo(string Stage, string Name, string Model, string Device, string Package);
