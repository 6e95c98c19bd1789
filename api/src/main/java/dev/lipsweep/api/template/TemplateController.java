package dev.lipsweep.api.template;

import dev.lipsweep.api.Items;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "sweeps")
class TemplateController {
  private static final String SUFFIX = ".yaml";

  private final List<Template> templates;

  TemplateController() throws IOException {
    this.templates = read();
  }

  @GetMapping("/api/v1/templates")
  @Operation(summary = "Definitions to begin a new sweep with")
  Items<Template> list() {
    return new Items<>(templates);
  }

  private static List<Template> read() throws IOException {
    var found = new ArrayList<Template>();
    var files = new PathMatchingResourcePatternResolver();
    for (Resource file : files.getResources("classpath:templates/*" + SUFFIX)) {
      String name = String.valueOf(file.getFilename());
      found.add(
          Template.of(
              name.substring(0, name.length() - SUFFIX.length()),
              file.getContentAsString(StandardCharsets.UTF_8)));
    }
    found.sort(Comparator.comparing(Template::name));
    return List.copyOf(found);
  }
}
