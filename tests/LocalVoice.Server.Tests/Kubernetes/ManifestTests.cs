using k8s.Models;
using YamlDotNet.Core;

namespace LocalVoice.Server.Tests.Kubernetes;

/// <summary>What is rendered is what the API of Kubernetes knows, and names only what is there.</summary>
public sealed class ManifestTests
{
    public static TheoryData<string> Overlays => Manifests.Overlays;

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task Every_field_of_an_overlay_is_one_of_the_API(string overlay)
    {
        var manifests = await Manifests.OfOverlayAsync(overlay);

        Assert.Equal(manifests.Text.Split('\n').Count(line => line.StartsWith("kind:", StringComparison.Ordinal)), manifests.All.Count);
        Assert.All(manifests.All, manifest => Assert.Equal(typeof(V1Pod).Namespace, manifest.GetType().Namespace));
        Assert.Single(manifests.Of<V1StatefulSet>());
    }

    [Theory]
    [InlineData("terminationGracePeriodSeconds:", "terminationGracePeriod:")]
    [InlineData("periodSeconds: 10", "periodSeconds: ten")]
    public async Task A_field_that_the_API_does_not_have_is_noticed(string right, string wrong)
    {
        var text = (await Manifests.OfOverlayAsync("gpu")).Text;

        Assert.Contains(right, text, StringComparison.Ordinal);
        Assert.Throws<YamlException>(() => Manifests.ReadStrictly(text.Replace(right, wrong, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_job_that_pulls_models_fills_the_volume_that_servers_read()
    {
        var claim = Assert.Single((await Manifests.OfOverlayAsync("gpu")).Of<V1PersistentVolumeClaim>());
        var pod = Assert.Single((await Manifests.OfModelsAsync()).Pods).Template.Spec;

        Assert.Equal(claim.Metadata.Name, pod.Volumes.Single(volume => volume.Name == "models").PersistentVolumeClaim.ClaimName);
        Assert.Equal(["/app/localvoice", "models", "pull", "--set", "gpu", "--yes"], pod.Containers.Single().Command);
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task Whatever_selects_pods_selects_some_and_ports_that_are_named_are_theirs(string overlay)
    {
        var manifests = await Manifests.OfOverlayAsync(overlay);
        var pods = manifests.Pods.Select(pod => pod.Template).ToList();
        IDictionary<string, string>[] selectors =
        [
            .. manifests.Of<V1Service>().Select(service => service.Spec.Selector),
            .. manifests.Of<V1PodDisruptionBudget>().Select(budget => budget.Spec.Selector.MatchLabels),
            .. manifests.Of<V1NetworkPolicy>().Select(policy => policy.Spec.PodSelector.MatchLabels),
            manifests.Of<V1StatefulSet>().Single().Spec.Selector.MatchLabels,
        ];

        Assert.All(selectors, selector => Assert.Contains(pods, pod => selector.All(pod.Metadata.Labels.Contains)));
        Assert.All(
            manifests.Of<V1Service>(),
            service =>
                Assert.All(
                    pods.Where(pod => service.Spec.Selector.All(pod.Metadata.Labels.Contains)),
                    pod =>
                        Assert.Contains(
                            $"{service.Spec.Ports.Single().TargetPort}",
                            pod.Spec.Containers.Single().Ports.Select(port => port.Name)
                        )
                )
        );
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task What_pods_mount_is_there_and_only_the_operators_secret_is_not(string overlay)
    {
        var manifests = await Manifests.OfOverlayAsync(overlay);
        var volumes = manifests.Pods.SelectMany(pod => pod.Template.Spec.Volumes).ToList();
        var sources = volumes.SelectMany(volume => volume.Projected?.Sources ?? []).ToList();
        var mounted = manifests.Pods.SelectMany(pod =>
            pod.Template.Spec.Containers.SelectMany(container =>
                container.VolumeMounts.Select(mount => (mount.Name, pod.Template.Spec.Volumes.Any(volume => volume.Name == mount.Name)))
            )
        );

        Assert.All(mounted, mount => Assert.True(mount.Item2, mount.Name));
        Assert.Empty(manifests.Of<V1Secret>());
        Assert.All(
            sources.Select(source => source.ConfigMap?.Name).OfType<string>(),
            name => Assert.Contains(name, manifests.Of<V1ConfigMap>().Select(map => map.Metadata.Name))
        );
        string[] secrets = [.. volumes.Select(volume => volume.Secret?.SecretName).OfType<string>()];
        Assert.Equal(["localvoice"], secrets.Concat(sources.Select(source => source.Secret?.Name).OfType<string>()).Distinct());
        Assert.All(
            volumes.Where(volume => volume.PersistentVolumeClaim is not null),
            volume =>
            {
                Assert.True(volume.PersistentVolumeClaim.ReadOnlyProperty);
                Assert.Equal("localvoice-models", volume.PersistentVolumeClaim.ClaimName);
            }
        );
    }
}
