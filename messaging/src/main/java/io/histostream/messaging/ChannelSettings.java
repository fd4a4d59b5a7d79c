package io.histostream.messaging;

import io.smallrye.reactive.messaging.providers.impl.ConnectorConfig;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;

/**
 * The settings of a channel that is opened while the service runs: its own, then those of the channel that serves as its
 * template ({@code mp.messaging.incoming.<template>.*}), then the connector's.
 */
final class ChannelSettings extends ConnectorConfig {

    private static final String PREFIX = "mp.messaging.incoming.";

    private final Map<String, String> own;

    ChannelSettings(Config overall, String template, String channel, Map<String, String> own) {
        super(PREFIX, overall, template);
        this.own = new HashMap<>(own);
        this.own.put("channel-name", channel);
    }

    @Override
    public <T> T getValue(String name, Class<T> type) {
        return own.containsKey(name) ? convert(own.get(name), type) : super.getValue(name, type);
    }

    @Override
    public <T> Optional<T> getOptionalValue(String name, Class<T> type) {
        return own.containsKey(name) ? convertOptional(own.get(name), type) : super.getOptionalValue(name, type);
    }

    @Override
    public ConfigValue getConfigValue(String name) {
        return own.containsKey(name) ? new OwnValue(name, own.get(name)) : super.getConfigValue(name);
    }

    @Override
    public Iterable<String> getPropertyNames() {
        Set<String> names = new HashSet<>(own.keySet());
        super.getPropertyNames().forEach(names::add);
        return names;
    }

    private record OwnValue(String name, String value) implements ConfigValue {

        @Override
        public String getName() {
            return name;
        }

        @Override
        public String getValue() {
            return value;
        }

        @Override
        public String getRawValue() {
            return value;
        }

        @Override
        public String getSourceName() {
            return "the channel itself";
        }

        @Override
        public int getSourceOrdinal() {
            return Integer.MAX_VALUE;
        }
    }
}
