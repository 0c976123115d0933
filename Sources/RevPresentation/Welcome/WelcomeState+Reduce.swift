extension WelcomeState {
  /// Applies what happened and says what is to be done next.
  package mutating func reduce(_ action: WelcomeAction) -> [WelcomeEffect] {
    switch action {
    case .resized(let size): self.size = size
    case .moved(let lines): move(lines)
    case .accepted: return accept()
    case .wentBack: return goBack()
    case .completes:
      guard isTyping else { return [] }
      return [.complete(line.text, foldersOnly: page != .files)]
    case .edited(let edit):
      guard isTyping else { return [] }
      line = edit
      (completions, faults) = ([], [])
    case .chose(let key):
      guard page == .start, let index = choices.firstIndex(where: { $0.key == key }) else {
        return []
      }
      cursor = index
      return accept()
    case .removed:
      if page == .files, line.text.isEmpty, !files.isEmpty { files.removeLast() }
    case .quit:
      isLeaving = true
      return page == .working ? [.stopImport, .quit] : [.quit]
    case .completed(let text, let names):
      guard isTyping else { return [] }
      line = LineEdit(text)
      completions = names
    case .found(let found):
      guard page == .files else { return [] }
      files += found.filter { file in !files.contains { $0.path == file.path } }
      (line, completions, faults) = (LineEdit(), [], [])
    case .progressed(let progress):
      if page == .working { self.progress = progress }
    case .asked(let questions):
      guard page == .working else { return [] }
      self.questions = questions
      show(.asked)
    case .imported(let lines, let folder):
      guard page == .working else { return [] }
      (report, self.folder) = (lines, folder)
      show(.done)
    case .failed(let lines):
      if page == .working { show(files.isEmpty ? .start : .files) }
      faults = lines
    }
    return []
  }

  private mutating func show(_ page: Page, line: String = "") {
    self.page = page
    self.line = LineEdit(line)
    (cursor, top, completions, faults, progress) = (0, 0, [], [], nil)
  }

  private mutating func move(_ lines: Int) {
    switch page {
    case .start: cursor = max(0, min(choices.count - 1, cursor + lines))
    case .asked: cursor = max(0, min((question?.answers.count ?? 1) - 1, cursor + lines))
    case .how: top = max(0, min(Self.howText.count - textLines, top + lines))
    case .done: top = max(0, min(report.count - textLines, top + lines))
    case .files, .folder, .open, .sample, .working: break
    }
  }

  // MARK: - Enter

  private mutating func accept() -> [WelcomeEffect] {
    let text = line.text
    switch page {
    case .start: return choose(choices[min(cursor, choices.count - 1)].kind)
    case .how: show(.start)
    case .files:
      if !text.isEmpty { return [.find(text)] }
      if files.isEmpty {
        faults = ["type the path of an export; Tab completes it"]
      } else {
        show(.folder, line: folder)
      }
    case .folder:
      guard !text.isEmpty else {
        faults = ["name the folder that the snapshot is written to"]
        return []
      }
      folder = text
      return start()
    case .open:
      guard !text.isEmpty else {
        faults = ["type the path of a folder; Tab completes it"]
        return []
      }
      return [.open(folder: text)]
    case .sample:
      guard !text.isEmpty else {
        faults = ["name the folder that the company is written to"]
        return []
      }
      show(.working)
      return [.writeSample(folder: text)]
    case .working: break
    case .asked: return answer()
    case .done: return [.open(folder: folder)]
    }
    return []
  }

  private mutating func choose(_ kind: WelcomeChoice.Kind) -> [WelcomeEffect] {
    switch kind {
    case .sample:
      if hasSample { return [.openSample] }
      show(.sample, line: "sample-data")
    case .files: show(.files)
    case .open: show(.open)
    case .how: show(.how)
    case .quit:
      isLeaving = true
      return [.quit]
    }
    return []
  }

  private mutating func start() -> [WelcomeEffect] {
    show(.working)
    return [.importFiles(files.map(\.path), into: folder, answers: answers)]
  }

  /// Takes the chosen answer, which settles every question that it is an answer to.
  private mutating func answer() -> [WelcomeEffect] {
    guard let question, cursor < question.answers.count else { return [] }
    let answer = question.answers[cursor]
    answers.append(answer)
    questions.removeAll { $0.answers.contains(answer) }
    cursor = 0
    return questions.isEmpty ? start() : []
  }

  // MARK: - Esc

  private mutating func goBack() -> [WelcomeEffect] {
    switch page {
    case .start: return []
    case .files where isOverCockpit:
      isLeaving = true
      return [.leave]
    case .done where isOverCockpit:
      isLeaving = true
      return [.leave]
    case .working:
      show(files.isEmpty ? .start : .files)
      faults = ["stopped; nothing was changed"]
      return [.stopImport]
    case .folder, .asked:
      answers = []
      show(.files)
    case .how, .files, .open, .sample, .done: show(.start)
    }
    return []
  }
}
