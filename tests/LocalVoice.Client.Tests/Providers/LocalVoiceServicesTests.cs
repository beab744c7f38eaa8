using LocalVoice.Client.Providers;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace LocalVoice.Client.Tests.Providers;

#pragma warning disable MEAI001 // What is tested.

public sealed class LocalVoiceServicesTests
{
    [Fact]
    public void One_line_registers_a_server_for_conversations_transcripts_and_speech()
    {
        using var services = new ServiceCollection().AddLocalVoice(new Uri("http://localhost:8080"), model: "es").BuildServiceProvider();

        Assert.IsType<LocalVoiceRealtimeClient>(services.GetRequiredService<IRealtimeClient>());
        Assert.IsType<LocalVoiceSpeechToTextClient>(services.GetRequiredService<ISpeechToTextClient>());
        var speech = services.GetRequiredService<ITextToSpeechClient>();
        Assert.Same(speech, services.GetRequiredService<ITextToSpeechClient>());
        var metadata = Assert.IsType<TextToSpeechClientMetadata>(speech.GetService(typeof(TextToSpeechClientMetadata)));
        Assert.Equal((new Uri("http://localhost:8080"), "es"), (metadata.ProviderUri, metadata.DefaultModelId));
    }
}
